// The texts behind operations() and facts(): src/staging/reference.txt, in sections that begin with "== name". Text
// instead of C++ tables, because the page does not carry it: it comes beside the program, after the first frame, and
// until then there are no operations and no facts. Every other program has it built in.
//
//   == operations
//   # family|source|note
//   id|method|path|scopes|marks|parameters|summary
//   {...} or [...]                                  the sample body of the row above, if it has one
//
//   marks       p pages with cursors and offset   c pages with cursors only
//               r reads in spite of its method    d deprecated    i internal
//   parameters  by their names in the next section, separated by spaces, "!" after a required one.
//               Those of the path need no mention, unless their name there is another one.
//   scopes      where no page names that of a single operation, the pattern of its family is followed: what reads
//               needs :read, what writes needs :write. Accounting entries have one scope only.
//
//   == parameters
//   name|meaning|sample                             of "status.item" the name is "status"
//
//   == onboarding
//   title|source|detail                             in the order of staging::Task
//
//   == facts
//   id|standing|title|source|claim                  d documented   c contradictory   u unknown
#pragma once

#include <string_view>

namespace staging {

// Without the line of its name; empty as long as the text is not there.
std::string_view reference(std::string_view section);

// The whole text. The page defines this function itself (src/browser); whoever does not gets the text built in.
std::string_view reference_text();

// Cuts off what stands before `separator`, and the separator. All of it when there is none.
std::string_view cut(std::string_view& text, char separator);

} // namespace staging
