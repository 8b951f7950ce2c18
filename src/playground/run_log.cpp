#include "playground/run_log.hpp"

#include <algorithm>

namespace playground {

const Moment* find_moment(const RunLog& log, std::uint32_t id) {
    if (log.moments.empty() || id < log.moments.front().id || id > log.moments.back().id)
        return nullptr;
    return &log.moments[id - log.moments.front().id];
}

bool is_of_token(const Moment& moment) {
    return moment.kind == MomentKind::changed || moment.kind == MomentKind::said;
}

const Moment* last_word(const RunLog& log, std::uint32_t token) {
    const auto found =
        std::find_if(log.moments.rbegin(), log.moments.rend(), [token](const Moment& each) {
            return each.token == token && is_of_token(each);
        });
    return found == log.moments.rend() ? nullptr : &*found;
}

} // namespace playground
