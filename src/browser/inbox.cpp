#include "browser/inbox.hpp"

#include "browser/loop.hpp"
#include "browser/packed.hpp"
#include "browser/ports.h"
#include "browser/reference.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace browser {

namespace {

std::vector<std::uint8_t> inbox;

class Message {
public:
    Message(const std::vector<std::uint8_t>& bytes, std::size_t numbers)
        : strings(bytes.data() + numbers * sizeof(double), bytes.size() - numbers * sizeof(double)),
          bytes_(bytes), numbers_(numbers) {}

    double number(std::size_t index) const {
        double value = 0;
        if (index < numbers_)
            std::memcpy(&value, bytes_.data() + index * sizeof value, sizeof value);
        return value;
    }
    bool flag(std::size_t index) const { return number(index) != 0; }
    float real(std::size_t index) const { return static_cast<float>(number(index)); }
    std::uint32_t id(std::size_t index) const { return static_cast<std::uint32_t>(number(index)); }
    std::int64_t whole(std::size_t index) const { return static_cast<std::int64_t>(number(index)); }
    Unpacker strings;

private:
    const std::vector<std::uint8_t>& bytes_;
    std::size_t numbers_;
};

playground::PageOpened opened(Message& message) {
    playground::PageOpened event;
    event.page.secure_context = message.flag(0);
    event.page.has_web_crypto = message.flag(1);
    event.page.url = message.strings.next();
    event.page.build = message.strings.next();
    event.address = message.strings.next();
    event.environments = message.strings.next();
    event.record = message.strings.next();
    event.settings = message.strings.next();
    return event;
}

playground::ResponseArrived response(Message& message) {
    playground::ResponseArrived event;
    event.exchange = message.id(0);
    event.duration_ms = message.whole(1);
    event.response.status = static_cast<int>(message.number(2));
    event.response.status_text = message.strings.next();
    event.response.body = message.strings.next();
    while (!message.strings.done()) {
        std::string name = message.strings.next();
        std::string value = message.strings.next();
        event.response.headers.push_back({std::move(name), std::move(value)});
    }
    return event;
}

playground::StorageForgotten forgotten(Message& message) {
    playground::StorageForgotten event;
    for (std::size_t i = 0; !message.strings.done(); ++i)
        event.left.push_back({message.strings.next(), static_cast<int>(message.number(i))});
    return event;
}

[[gnu::noinline]] playground::HmacArrived macs(Message& message) {
    playground::HmacArrived event{message.id(0), {}};
    while (!message.strings.done())
        event.macs.push_back(message.strings.next());
    return event;
}

void read(Told what, Message& message) {
    Loop& the_loop = loop();
    ui::Input& input = the_loop.input();
    switch (what) {
    case Told::opened: return the_loop.tell(opened(message));
    case Told::viewport:
        input.width = message.real(0);
        input.height = message.real(1);
        input.density = message.real(2);
        input.dark = message.flag(3);
        input.coarse_pointer = message.flag(4);
        input.more_contrast = message.flag(5);
        return the_loop.repaint();
    case Told::focus:
        input.focused = message.id(0);
        input.focus_visible = message.flag(1);
        return the_loop.repaint();
    case Told::pointer:
        input.mouse_x = message.real(0);
        input.mouse_y = message.real(1);
        input.mouse_down = message.flag(2);
        return the_loop.repaint();
    case Told::scroll: input.scroll[message.id(0)] = message.real(1); return the_loop.repaint();
    case Told::action: {
        ui::Action action;
        action.id = message.id(0);
        action.kind = static_cast<ui::Action::Kind>(message.id(1));
        action.index = message.id(2);
        action.text = message.strings.next();
        return the_loop.act(std::move(action));
    }
    case Told::wake: {
        double clocks[2] = {};
        port_clocks(clocks);
        return the_loop.tell(playground::ClockRead{
            {static_cast<std::int64_t>(clocks[0]), static_cast<std::int64_t>(clocks[1])}});
    }
    case Told::visibility: return the_loop.tell(playground::VisibilityChanged{message.flag(0)});
    case Told::leaving: return the_loop.tell(playground::PageLeaving{});
    case Told::digest: {
        playground::ChallengeArrived event;
        event.code_verifier = message.strings.next();
        event.sha256 = message.strings.next();
        return the_loop.tell(std::move(event));
    }
    case Told::fingerprint:
        return the_loop.tell(playground::FingerprintArrived{message.id(0), message.strings.next()});
    case Told::response: return the_loop.tell(response(message));
    case Told::failure:
        return the_loop.tell(playground::RequestFailed{message.id(0),
                                                       static_cast<http::Failure>(message.id(2)),
                                                       message.strings.next(), message.whole(1)});
    case Told::simulator:
        return the_loop.tell(playground::SimulatorChanged{
            static_cast<playground::SimulatorState>(message.id(0)), message.strings.next()});
    case Told::forgotten: return the_loop.tell(forgotten(message));
    case Told::copied:
        return the_loop.tell(
            playground::CopyFinished{message.flag(1), message.strings.next(), message.id(0)});
    case Told::relays: return the_loop.tell(playground::RelayStatusArrived{message.strings.next()});
    case Told::reference:
        return the_loop.tell(playground::ReferenceArrived{keep_reference(message.strings.next())});
    case Told::macs: return the_loop.tell(macs(message));
    case Told::code:
        return the_loop.tell(playground::CodeWritten{
            message.id(0), static_cast<playground::CodeLanguage>(message.id(1)),
            message.strings.next()});
    case Told::place:
        return the_loop.tell(
            playground::PlaceAsked{.place = message.strings.next(), .focus = message.flag(0)});
    case Told::version: return the_loop.tell(playground::VersionWaiting{});
    case Told::context:
        if (message.flag(0)) {
            the_loop.painter().restore_context();
        } else {
            the_loop.painter().lose_context();
        }
        port_native_layer(the_loop.painter().works() ? 0 : 1);
        return the_loop.repaint();
    }
}

} // namespace

std::uint8_t* open_inbox(std::size_t size) {
    inbox.resize(size);
    return inbox.data();
}

void deliver(std::uint32_t what, std::size_t numbers) {
    // Taken out first: what follows from a message may deliver another one.
    std::vector<std::uint8_t> bytes;
    bytes.swap(inbox);
    Message message(bytes, numbers);
    read(static_cast<Told>(what), message);
    std::fill(bytes.begin(), bytes.end(), std::uint8_t{0});
}

} // namespace browser
