#include "staging/operations.hpp"

#include "http/ascii.hpp"
#include "staging/reference.hpp"

#include <algorithm>

namespace staging {
namespace {

bool has(std::string_view marks, char mark) { return marks.find(mark) != std::string_view::npos; }

// A name that is not in the table gives a parameter without meaning, which a test would find.
Parameter find_parameter(std::string_view key) {
    const bool required = key.ends_with('!');
    if (required) key.remove_suffix(1);
    Parameter parameter{key.substr(0, key.find('.')), {}, required};
    parameter.one_of = key.ends_with(".or");
    std::string_view rest = reference("parameters");
    while (!rest.empty()) {
        std::string_view row = cut(rest, '\n');
        if (cut(row, '|') != key) continue;
        parameter.meaning = cut(row, '|');
        parameter.sample = row;
        break;
    }
    return parameter;
}

void add_parameters(std::vector<Parameter>& list, std::string_view keys) {
    while (!keys.empty())
        list.push_back(find_parameter(cut(keys, ' ')));
}

// What the path names between braces. Its parameters may have been listed, under another key.
void take_path_parameters(Operation& operation) {
    std::string_view rest = operation.path;
    while (cut(rest, '{'), !rest.empty()) {
        const std::string_view name = cut(rest, '}');
        const auto listed =
            std::find_if(operation.query.begin(), operation.query.end(),
                         [name](const Parameter& each) { return each.name == name; });
        Parameter parameter = listed == operation.query.end() ? find_parameter(name) : *listed;
        parameter.required = true;
        if (listed != operation.query.end()) operation.query.erase(listed);
        operation.path_parameters.push_back(parameter);
    }
}

Operation read_operation(std::string_view row, const Family& family) {
    Operation operation;
    operation.family = family.name;
    operation.source = family.source;
    operation.id = cut(row, '|');
    operation.method = cut(row, '|');
    operation.path = cut(row, '|');
    operation.scopes = cut(row, '|');
    const std::string_view marks = cut(row, '|');
    add_parameters(operation.query, cut(row, '|'));
    operation.summary = row;

    take_path_parameters(operation);
    if (has(marks, 'p') || has(marks, 'c')) {
        operation.pages = has(marks, 'p') ? Pages::cursor_or_offset : Pages::cursor;
        add_parameters(operation.query, "limit after before");
        if (has(marks, 'p')) add_parameters(operation.query, "offset");
        add_parameters(operation.query, "sorting_keys sorting_order");
    }
    operation.writes = operation.method != "GET" && !has(marks, 'r');
    operation.destructive = operation.method == "DELETE";
    operation.deprecated = has(marks, 'd');
    operation.internal = has(marks, 'i');
    operation.beta = operation.path.find("-beta/") != std::string_view::npos;
    return operation;
}

struct Table {
    std::vector<Operation> operations;
    std::vector<Family> families;

    void read(std::string_view rest) {
        std::vector<std::size_t> begins; // of each family among the operations
        while (!rest.empty()) {
            std::string_view row = cut(rest, '\n');
            if (row.starts_with('#')) {
                row.remove_prefix(2);
                Family family;
                family.name = cut(row, '|');
                family.source = cut(row, '|');
                family.note = row;
                families.push_back(family);
                begins.push_back(operations.size());
            } else if (row.starts_with('{') || row.starts_with('[')) {
                operations.back().sample = row;
            } else {
                operations.push_back(read_operation(row, families.back()));
            }
        }
        begins.push_back(operations.size());
        for (std::size_t i = 0; i < families.size(); ++i) {
            families[i].operations =
                std::span(operations).subspan(begins[i], begins[i + 1] - begins[i]);
        }
    }
};

const Table& table() {
    static Table all;
    if (all.operations.empty()) all.read(reference("operations"));
    return all;
}

std::string words_of_id(std::string_view id) {
    std::string words(id);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

} // namespace

const std::vector<Operation>& operations() { return table().operations; }
const std::vector<Family>& families() { return table().families; }

const Operation* find_operation(std::string_view id) {
    const auto found = std::find_if(operations().begin(), operations().end(),
                                    [id](const Operation& each) { return each.id == id; });
    return found == operations().end() ? nullptr : &*found;
}

std::string_view operation_name(const Operation& operation) {
    const std::string_view summary = operation.summary;
    return summary.substr(
        0, std::min(summary.find(". "), summary.size() - (summary.ends_with('.') ? 1 : 0)));
}

std::vector<const Operation*> search_operations(std::string_view words) {
    std::vector<const Operation*> found;
    for (const Operation& each : operations()) {
        const std::string text =
            http::lower(std::string(each.family) + '\n' + std::string(each.method) + ' ' +
                        std::string(each.path) + '\n' + std::string(each.scopes) + '\n' +
                        std::string(each.summary) + '\n' + words_of_id(each.id));
        std::string_view rest = words;
        bool all = true;
        while (!rest.empty() && all) {
            const std::string_view word = cut(rest, ' ');
            all = word == "\u00b7" || text.find(http::lower(word)) != std::string::npos;
        }
        if (all) found.push_back(&each);
    }
    return found;
}

} // namespace staging
