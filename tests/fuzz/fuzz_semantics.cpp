#include "fuzz/input.hpp"
#include "unit/ui/picture.hpp"

#include <vector>

// The buffer between the picture and the page: every node arrives, whatever its texts are.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    ui::Semantics semantics;
    semantics.begin_pass();
    std::uint32_t count = 0;
    std::uint32_t open = 0;
    for (std::size_t i = 0; i + 4 < size && count < 1000; i += 5) {
        const ui::Node node{.id = ++count,
                            .role = static_cast<ui::Role>(data[i] % 20),
                            .level = data[i + 1],
                            .x = static_cast<float>(data[i + 2]),
                            .width = static_cast<float>(data[i + 3]),
                            .name = text.substr(i, data[i + 4]),
                            .value = text.substr(i / 2, data[i + 1])};
        if (data[i] % 3 == 0) {
            semantics.open(node);
            ++open;
        } else {
            semantics.add(node);
        }
        if (data[i] % 5 == 0 && open > 0) {
            semantics.close();
            --open;
        }
    }
    for (; open > 0; --open)
        semantics.close();
    const std::vector<SeenNode> nodes = read_nodes(semantics.bytes());
    hold(nodes.size() == count && semantics.node_count() == count);
    return 0;
}
