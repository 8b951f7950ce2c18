// Gives a fuzz target every text of the vectors: fuzz_json VECTORS.json... Any other file is given as
// it is: what once crashed. With --seeds FOLDER the texts become files for libFuzzer instead.
#include "json/json.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void collect(const json::Value& value, std::vector<std::string>& texts) {
    if (value.is_string()) texts.push_back(value.text);
    for (const json::Value& item : value.items)
        collect(item, texts);
    for (const json::Member& member : value.members)
        collect(member.value, texts);
}

std::vector<std::string> texts_of(const std::string& file) {
    std::ifstream stream{file, std::ios::binary};
    std::string content{std::istreambuf_iterator<char>(stream), {}};
    std::vector<std::string> texts{content};
    if (!file.ends_with(".json")) return texts;
    const json::Parsed parsed = json::parse(content);
    if (parsed.document) collect(parsed.document->root, texts);
    return texts;
}

} // namespace

int main(int count, char** arguments) {
    std::string folder;
    std::size_t number = 0;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        if (argument == "--seeds" && i + 1 < count) {
            folder = arguments[++i];
            std::filesystem::create_directories(folder);
            continue;
        }
        for (const std::string& text : texts_of(argument)) {
            ++number;
            if (folder.empty()) {
                LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()),
                                       text.size());
            } else {
                std::ofstream{folder + "/" + std::to_string(number), std::ios::binary} << text;
            }
        }
    }
    std::printf("%zu texts\n", number);
    return number == 0 ? 1 : 0;
}
