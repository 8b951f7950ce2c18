// Lists of any length.
#pragma once

#include "ui/pass.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace ui {

// A list of any length as a part of the column. Of more than a dozen rows, only those near the sight
// are painted and named, and with them the first, the last and the one with the focus, so that Tab finds its way in and no
// focus is lost. Rows are told their place ("3 of 500") instead.
struct RowsDesc {
    std::size_t count = 0;
    float usual = 0; // height of a row with its gap; `draw` fills exactly that
    float gap = 0;   // below each row
    std::span<const std::size_t> tall = {}; // rows of another height, which is measured; ascending
    std::function<std::uint32_t(std::size_t)> key; // of a row: stays when others come and go
    std::function<void(std::size_t)> draw;
};
void rows(Ui& ui, const RowsDesc& desc);

} // namespace ui
