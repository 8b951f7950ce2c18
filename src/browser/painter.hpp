// Dear ImGui's draw lists onto a WebGL2 canvas. Without WebGL2, or while its context is lost,
// nothing is drawn and the native layer of the page is shown instead; everything else goes on.
#pragma once

namespace browser {

class Painter {
public:
    bool start(); // false: no WebGL2
    void lose_context();
    void restore_context();
    // The draw data of the last pass.
    void draw(float red, float green, float blue);
    bool works() const { return started_ && !lost_; }

private:
    bool started_ = false;
    bool lost_ = false;
};

} // namespace browser
