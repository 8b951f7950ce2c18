#include "json/plain.hpp"

#include <algorithm>
#include <utility>

namespace json {

namespace {

constexpr std::size_t most_members = 16;
constexpr std::size_t usual_members = 6;
constexpr std::size_t most_digits = 15;

class PlainReader {
public:
    explicit PlainReader(std::string_view text)
        : at_(text.data()), end_(text.data() + text.size()) {}

    bool object(Value& root) {
        root.kind = Kind::object;
        root.members.reserve(usual_members);
        blanks();
        if (!take('{')) return false;
        blanks();
        if (take('}')) return at_end();
        do {
            blanks();
            const std::optional<std::string_view> name = string();
            if (!name || root.members.size() == most_members || is_known(root, *name)) return false;
            Member& member = root.members.emplace_back();
            member.key = *name;
            blanks();
            if (!take(':')) return false;
            blanks();
            if (!value(member.value)) return false;
            blanks();
        } while (take(','));
        return take('}') && at_end();
    }

private:
    static bool is_known(const Value& root, std::string_view name) {
        return std::any_of(root.members.begin(), root.members.end(),
                           [&](const Member& member) { return member.key == name; });
    }

    bool value(Value& value) {
        if (at_ == end_) return false;
        if (*at_ == '"') {
            const std::optional<std::string_view> text = string();
            if (!text) return false;
            value.kind = Kind::string;
            value.text = *text;
            return true;
        }
        if (*at_ >= '0' && *at_ <= '9') return number(value);
        if (word("null")) return true;
        value.kind = Kind::boolean;
        value.boolean = word("true");
        return value.boolean || word("false");
    }

    // Whatever continues it otherwise (".5", "e3") is found by who looks for "," or "}".
    bool number(Value& value) {
        const char* const first = at_;
        while (at_ != end_ && *at_ >= '0' && *at_ <= '9')
            ++at_;
        const auto size = static_cast<std::size_t>(at_ - first);
        if (size > most_digits || (*first == '0' && size > 1)) return false;
        value.kind = Kind::number;
        value.text.assign(first, size);
        return true;
    }

    std::optional<std::string_view> string() {
        if (!take('"')) return std::nullopt;
        const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
        const std::size_t size = rest.find('"');
        if (size == std::string_view::npos) return std::nullopt;
        const std::string_view text = rest.substr(0, size);
        at_ += size + 1;
        // Without a branch, so that compilers look at sixteen at once.
        unsigned char odd = 0;
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            odd |= static_cast<unsigned char>((byte < ' ') | (byte > '~') | (byte == '\\'));
        }
        if (odd != 0) return std::nullopt;
        return text;
    }

    bool word(std::string_view word) {
        if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(word))
            return false;
        at_ += word.size();
        return true;
    }

    void blanks() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r'))
            ++at_;
    }

    bool take(char c) {
        if (at_ == end_ || *at_ != c) return false;
        ++at_;
        return true;
    }

    bool at_end() {
        blanks();
        return at_ == end_;
    }

    const char* at_;
    const char* const end_;
};

} // namespace

std::optional<Value> parse_plain(std::string_view text) {
    if (text.size() > most_plain_bytes) return std::nullopt;
    std::optional<Value> root(std::in_place);
    if (!PlainReader(text).object(*root)) root.reset();
    return root;
}

} // namespace json
