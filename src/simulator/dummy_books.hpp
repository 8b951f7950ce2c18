// What the books of the dummy company hold before anybody has changed anything: constant rows, so
// that the state need not carry them. Nothing in them is real.
#pragma once

#include "simulator/state.hpp"
#include "json/json.hpp"

#include <vector>

namespace simulator {

const std::vector<json::Value>& dummy_rows(Collection collection);

} // namespace simulator
