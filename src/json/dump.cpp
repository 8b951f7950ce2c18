#include "json/json.hpp"

namespace json {

namespace {

// Digits of our own making could be anything; what is not a JSON number must not break the
// document.
bool is_number(std::string_view digits) {
    return digits.find_first_not_of("0123456789+-.eE") == std::string_view::npos &&
           parse(digits).document.has_value();
}

// Writes with a stack of its own: how deep a tree is must not decide whether it can be written.
class Writer {
public:
    explicit Writer(Layout layout) : indented_(layout == Layout::indented) {}

    std::string write(const Value& root) {
        begin(root);
        while (!open_.empty()) {
            Open& top = open_.back();
            const bool object = top.container->kind == Kind::object;
            const std::size_t size =
                object ? top.container->members.size() : top.container->items.size();
            if (top.next == size) {
                open_.pop_back();
                if (size != 0) new_line();
                out_ += object ? '}' : ']';
                continue;
            }
            if (top.next != 0) out_ += ',';
            new_line();
            const std::size_t index = top.next++;
            if (object) {
                const Member& member = top.container->members[index];
                out_ += quote(member.key);
                out_ += indented_ ? ": " : ":";
                begin(member.value);
            } else {
                begin(top.container->items[index]);
            }
        }
        return std::move(out_);
    }

private:
    struct Open {
        const Value* container;
        std::size_t next = 0;
    };

    void begin(const Value& value) {
        switch (value.kind) {
        case Kind::null: out_ += "null"; break;
        case Kind::boolean: out_ += value.boolean ? "true" : "false"; break;
        case Kind::number: out_ += is_number(value.text) ? value.text : "null"; break;
        case Kind::string: out_ += quote(value.text); break;
        case Kind::array:
            out_ += '[';
            open_.push_back(Open{&value});
            break;
        case Kind::object:
            out_ += '{';
            open_.push_back(Open{&value});
            break;
        }
    }

    void new_line() {
        if (!indented_) return;
        out_ += '\n';
        out_.append(open_.size() * 2, ' ');
    }

    bool indented_;
    std::string out_;
    std::vector<Open> open_;
};

} // namespace

std::string dump(const Value& value, Layout layout) { return Writer{layout}.write(value); }

} // namespace json
