// A newer version of the page waits beside the one in use (web/versions.js).
#include "playground/turn.hpp"

namespace playground {

void handle(Turn& turn, const VersionWaiting&) {
    if (turn.model.newer_version) return; // an even newer one is no news
    const Notice& notice = turn.model.newer_version.emplace(
        Notice{Tone::neutral, "A new version of this page is ready",
               "It starts when you reload and no other tab has the page open. A reload forgets the "
               "secret, the code and the tokens of this tab."});
    announce(turn, notice.title + ". " + notice.detail);
}

void handle(Turn& turn, const ReloadPressed&) {
    turn.effects.emplace_back(Navigate{turn.model.page.url});
}

} // namespace playground
