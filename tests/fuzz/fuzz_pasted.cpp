#include "fuzz/input.hpp"
#include "http/pasted.hpp"

// An answer or a message, and lines that are there.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = http::read_pasted(text_of(data, size));
    if (!read) {
        hold(!read.error().message.empty());
        return 0;
    }
    const int status = read->response.status;
    hold(status == 0 || (status >= 200 && status <= 599));
    hold((status == 0) == (read->status_from == http::StatusFrom::unknown));
    hold(read->headers.first <= read->headers.last && read->body.first <= read->body.last);
    for (const http::LineRange& range : read->ignored)
        hold(range.first > 0 && range.first <= range.last);
    return 0;
}
