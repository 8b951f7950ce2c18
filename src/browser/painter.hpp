// Dear ImGui's draw lists onto the canvas, through web/painter.js. Without WebGL2, or while its
// context is lost, nothing is drawn and the native layer of the page is shown instead; everything
// else goes on.
#pragma once

namespace browser {

class Painter {
public:
    void start(); // after the creation of Dear ImGui's context
    void lose_context();
    void restore_context();
    // The draw data of the last pass.
    void draw(float red, float green, float blue);
    bool works() const { return works_; }

private:
    bool works_ = false;
};

} // namespace browser
