// The vocabulary of the page: Dear ImGui items that are named for the semantics mirror in the same
// call, so nothing can be painted without being named. Panels see this header and nothing of Dear
// ImGui (tools/check-rules): they can neither draw nor add an item past it.
#pragma once

#include "ui/banner.hpp"
#include "ui/containers.hpp"
#include "ui/controls.hpp"
#include "ui/fields.hpp"
#include "ui/finder.hpp"
#include "ui/json_tree.hpp"
#include "ui/moment_row.hpp"
#include "ui/rows.hpp"
#include "ui/values.hpp"
#include "ui/words.hpp"
