// What holds widgets. Each closes at the end of its scope.
#pragma once

#include "ui/pass.hpp"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string_view>

struct ImDrawListSplitter;

namespace ui {

class IdScope {
public:
    IdScope(Ui& ui, std::string_view label);
    IdScope(Ui& ui, std::uint32_t number);
    ~IdScope();
    IdScope(const IdScope&) = delete;
    IdScope& operator=(const IdScope&) = delete;
};

// A landmark, group, list or list item without looks of its own.
class Group {
public:
    Group(Ui& ui, Role role, std::string_view name = {}, NodeFlag flags = NodeFlag::none);
    ~Group();

private:
    Ui& ui_;
};

// A child window at a fixed place of the page, which scrolls with its native container. Its content
// is a column with padding.
class Scroll {
public:
    Scroll(Ui& ui, Role role, std::string_view name, float x, float y, float width, float height,
           float padding);
    ~Scroll();

private:
    Ui& ui_;
    std::uint32_t id_;
    float padding_;
    float rest_ = 0; // Dear ImGui scrolls by whole pixels, the browser by parts of them
};

// A part of the current column: an indent, for instance. What follows stands below it.
class Column {
public:
    Column(Ui& ui, float x, float width);
    ~Column();
    Column(const Column&) = delete;
    Column& operator=(const Column&) = delete;

private:
    float indent_, right_;
};

// Runs the parts side by side with the given weights, or below each other when narrower than
// min_width each.
void side_by_side(Ui& ui, std::initializer_list<float> weights, float min_width, float gap,
                  std::initializer_list<std::function<void()>> parts);

// Left to right, wrapping, vertically centred to the tallest control.
class Flow {
public:
    explicit Flow(Ui& ui, float gap = space_2);
    ~Flow();
    Flow(const Flow&) = delete;
    Flow& operator=(const Flow&) = delete;

private:
    Ui& ui_;
};

// A bar across the page at a fixed place, painted as a surface with a line below; its content is
// one centred line. After to_the_right(), what follows is set against the right edge.
class Bar {
public:
    Bar(Ui& ui, float x, float y, float width, float height, float gap = space_3);
    ~Bar();
    void to_the_right();

private:
    Ui& ui_;
    std::uint32_t id_;
    float gap_;
    float right_, outer_right_;
    float right_from_ = -1; // where the right part began
};

enum class CardKind { plain, sunken, accent, positive, warning, negative };
class Card {
public:
    explicit Card(Ui& ui, CardKind kind = CardKind::plain, float padding = space_4);
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

private:
    Ui& ui_;
    CardKind kind_;
    float padding_;
    Ui::Place corner_;
    std::unique_ptr<ImDrawListSplitter> layers_;
};

} // namespace ui
