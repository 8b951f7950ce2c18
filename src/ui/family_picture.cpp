// Generations of tokens as an indented tree: a trunk of refresh tokens, the access tokens as its leaves. State
// by shape and word: filled lives, half is in doubt, hollow is over, a cross was ended by a server.
#include "ui/containers.hpp"
#include "ui/lifecycle_pictures.hpp"
#include "ui/paragraph.hpp"
#include "ui/phrases.hpp"
#include "ui/words.hpp"

#include "playground/family.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace ui {

namespace {

using playground::Life;
using playground::Member;

constexpr float trunk_x = 14, leaf_x = 38, radius = 7, line_middle = 14;

void shape(Ui& ui, Life life, float x, float y) {
    const Theme& theme = ui.theme();
    const Colour ink = ink_of(theme, tone_of(life));
    Paint& paint = ui.paint();
    const auto hollow = [&] {
        paint.circle(x, y, radius, ink);
        paint.circle(x, y, radius - 2, theme.background);
    };
    switch (life) {
    case Life::active: return paint.circle(x, y, radius, ink);
    case Life::in_doubt:
        hollow();
        paint.push_clip(x - radius, y, 2 * radius, radius + 1);
        paint.circle(x, y, radius, ink);
        return paint.pop_clip();
    case Life::expired: // the hands of a clock
        hollow();
        paint.line(x, y, x, y - 4, ink, 1.5f);
        return paint.line(x, y, x + 3, y, ink, 1.5f);
    case Life::refused:
    case Life::revoked:
    case Life::rejected:
        hollow();
        paint.line(x - 5, y - 5, x + 5, y + 5, ink, 2);
        return paint.line(x - 5, y + 5, x + 5, y - 5, ink, 2);
    case Life::replaced:
    case Life::rotated:
    case Life::left_behind: return hollow();
    }
}

void member_row(Ui& ui, const Member& member) {
    if (member.token == 0) {
        heading(ui, 3, member.name);
        muted(ui, member.origin);
        return;
    }
    const bool trunk = member.kind == oauth::TokenKind::refresh_token;
    const float x = ui.left() + (trunk ? trunk_x : leaf_x), top = ui.y();
    {
        Column words(ui, x + 18, ui.width() - (trunk ? trunk_x : leaf_x) - 18);
        {
            Flow flow(ui);
            text(ui, member.name, {.face = Face::strong});
            badge(ui, tone_of(member.life), playground::to_string(member.life));
        }
        muted(ui, member.use.empty() ? member.origin : member.origin + " " + member.use);
        if (!member.what_killed_it.empty()) {
            const bool over = playground::is_over(member.life);
            text(ui, (over ? "What killed it? " : "") + member.what_killed_it,
                 {.size = size_small});
        }
    }
    shape(ui, member.life, x, top + line_middle);
}

} // namespace

void family_picture(Ui& ui, std::span<const playground::Moment> moments) {
    const std::vector<Member> members = playground::family(moments);
    if (members.empty()) {
        muted(ui, "No token came so far. The first pair is the first generation.");
        return;
    }
    Group tree(ui, Role::list, "Generations, oldest first");
    float trunk_from = -1; // where the last refresh token of the authorisation stands
    for (const Member& member : members) {
        IdScope scope(ui, member.token);
        Group item(ui, Role::list_item);
        ui.space(space_2);
        const float top = ui.y() + line_middle;
        const bool trunk = member.token != 0 && member.kind == oauth::TokenKind::refresh_token;
        const float left = ui.left();
        const Colour line = ui.theme().control_line;
        if (member.token == 0) {
            trunk_from = -1;
        } else if (trunk) {
            if (trunk_from >= 0)
                ui.paint().line(left + trunk_x, trunk_from + radius + 2, left + trunk_x,
                                top - radius - 2, line, 2);
            trunk_from = top;
        } else if (trunk_from >= 0) {
            const Paint::Point branch[] = {{left + trunk_x, trunk_from + radius + 2},
                                           {left + trunk_x, top},
                                           {left + leaf_x - radius - 3, top}};
            ui.paint().path(branch, line, 1.5f);
        }
        member_row(ui, member);
    }
}

} // namespace ui
