// Strings across the border between C++ and JavaScript: each is its length as u32, little-endian,
// and its bytes. The other side is web/packed.js.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace browser {

class Packer {
public:
    void add(std::string_view text) {
        const auto size = static_cast<std::uint32_t>(text.size());
        const std::size_t at = bytes_.size();
        bytes_.resize(at + sizeof size + text.size());
        std::memcpy(bytes_.data() + at, &size, sizeof size);
        std::memcpy(bytes_.data() + at + sizeof size, text.data(), text.size());
    }
    const std::vector<std::uint8_t>& bytes() const { return bytes_; }

private:
    std::vector<std::uint8_t> bytes_;
};

// Asking for more than there is gives empty strings: the other side is ours, so that is a defect,
// not an attack.
class Unpacker {
public:
    Unpacker(const std::uint8_t* bytes, std::size_t size) : at_(bytes), left_(size) {}
    bool done() const { return left_ == 0; }
    std::string next() {
        std::uint32_t size = 0;
        if (left_ < sizeof size) return {};
        std::memcpy(&size, at_, sizeof size);
        at_ += sizeof size, left_ -= sizeof size;
        if (left_ < size) return {};
        std::string text(reinterpret_cast<const char*>(at_), size);
        at_ += size, left_ -= size;
        return text;
    }

private:
    const std::uint8_t* at_;
    std::size_t left_;
};

} // namespace browser
