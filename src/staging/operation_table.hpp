// The text that operations() is read from. Rows of text instead of C++ tables: the page pays for
// every byte before its first frame, and a pointer costs more than the separator that replaces it.
//
// operation_table():
//   # family|source|note
//   id|method|path|scopes|marks|parameters|summary
//   {...} or [...]                                  the sample body of the row above, if it has one
//
//   marks       p pages with cursors and offset   c pages with cursors only
//               r reads in spite of its method    d deprecated    i internal
//   parameters  by their names in the other table, separated by spaces, "!" after a required one.
//               Those of the path need no mention, unless their name there is another one.
//
// parameter_table():
//   name|meaning|sample                             of "status.item" the name is "status"
#pragma once

#include <string_view>

namespace staging {

std::string_view operation_table();
std::string_view parameter_table();

} // namespace staging
