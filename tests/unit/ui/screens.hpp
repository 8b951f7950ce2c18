// Every screen of the page in each of its states, as models: what a test says of all screens is said
// of these.
//
//   for (const Screen& screen : screens()) {
//       Picture picture;
//       picture.settle([&](ui::Ui& ui) { ui::draw(ui, screen.model); });
//   }
#pragma once

#include "playground/model.hpp"

#include <cstddef>
#include <string>
#include <vector>

struct Screen {
    std::string name;
    playground::Model model;
};

const std::vector<Screen>& screens(); // made once

// Exchanges of one run, ids from 1, all answered.
playground::Model model_with_exchanges(std::size_t count);
// One exchange with about this many bytes of JSON, answered to the call of an API, and opened.
playground::Model model_with_body(std::size_t bytes);
