// A value or the reason why there is none. The whole program is built without exceptions, so every
// function that can fail says so in its return type. Lives here because json is the lowest layer.
//
//   Result<Url> url = parse_url(text);
//   if (!url) return show(url.error().message);
//   use(url->host);
#pragma once

#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

// `code` is stable and meant for programs and tests (lower snake case); `message` is one or two
// sentences for a person: what is wrong and what to do about it.
struct Error {
    std::string code;
    std::string message;
    friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }

    // Asking for what is not there is a programmer's error and ends the program.
    const T& operator*() const { return *value_or_abort(); }
    T& operator*() { return *const_cast<T*>(value_or_abort()); }
    const T* operator->() const { return value_or_abort(); }
    T* operator->() { return const_cast<T*>(value_or_abort()); }
    const Error& error() const {
        const Error* error = std::get_if<1>(&state_);
        if (error == nullptr) std::abort();
        return *error;
    }
    friend bool operator==(const Result&, const Result&) = default;

private:
    const T* value_or_abort() const {
        const T* value = std::get_if<0>(&state_);
        if (value == nullptr) std::abort();
        return value;
    }
    std::variant<T, Error> state_;
};
