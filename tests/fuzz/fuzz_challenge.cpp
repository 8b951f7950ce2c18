#include "fuzz/input.hpp"
#include "oauth/bearer.hpp"

#include <string>

// Any header ends in something to say.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    http::Response response{401, "", {{"WWW-Authenticate", std::string{text_of(data, size)}}}, ""};
    const oauth::Challenges seen = oauth::read_challenges(response);
    hold(seen.all.size() <= 32);
    const oauth::Reading reading = oauth::read_api_answer(response);
    hold(!reading.sentence.empty());
    hold(reading.effect != oauth::TokenEffect::revoked);
    return 0;
}
