#include "staging/webhook_signature.hpp"

#include "http/ascii.hpp"
#include "http/base64.hpp"
#include "staging/reference.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace staging {

namespace {

constexpr std::string_view secret_prefix = "whsec_";
constexpr std::string_view names[] = {"webhook-id", "webhook-timestamp", "webhook-signature"};

std::string without_carriage_returns(std::string_view text) {
    std::string result(text);
    std::erase(result, '\r');
    return result;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\n\r";
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(blanks)));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::string with_carriage_returns(std::string_view text) {
    std::string result;
    for (const char c : text)
        result += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return result;
}

// The signatures of version 1 among those of the header, decoded.
std::vector<std::string> signatures(std::string_view header, bool& others) {
    std::vector<std::string> found;
    others = false;
    while (!header.empty()) {
        std::string_view each = cut(header, ' ');
        if (each.empty()) continue;
        if (!each.starts_with("v1,")) {
            others = true;
            continue;
        }
        each.remove_prefix(3);
        if (const auto octets = http::base64_decode(each))
            found.push_back(*octets);
        else
            others = true;
    }
    return found;
}

SignatureFinding timestamp_finding(std::string_view text, std::int64_t now_s) {
    constexpr std::string_view name = "Timestamp";
    std::int64_t seconds = 0;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, seconds);
    if (error != std::errc() || end != last || seconds < 0)
        return {Found::bad, std::string(name), "webhook-timestamp is no number of seconds."};
    constexpr std::int64_t far_future_s = 100'000'000'000; // the year 5138; of now in milliseconds
    if (seconds > far_future_s)
        return {Found::bad, std::string(name),
                "webhook-timestamp looks like milliseconds. It counts seconds since 1970."};
    const std::int64_t age = now_s - seconds;
    const std::string words =
        std::to_string(age < 0 ? -age : age) + (age < 0 ? " s ahead of this clock." : " s old.");
    if (age > signature_tolerance_s || age < -signature_tolerance_s)
        return {Found::doubtful, std::string(name),
                words + " Libraries refuse more than 300 s either way by default, so that nobody "
                        "can send an old delivery again."};
    return {Found::good, std::string(name),
            words + " Libraries take up to 300 s either way by default."};
}

} // namespace

std::string signed_text(std::string_view id, std::string_view timestamp, std::string_view body) {
    return std::string(id) + "." + std::string(timestamp) + "." + std::string(body);
}

Result<Delivery> read_delivery(std::string_view pasted) {
    if (trimmed(pasted).empty())
        return Error{"empty", "Paste a delivery: its headers, an empty line, its body."};
    const std::string clean = without_carriage_returns(pasted);
    std::string_view rest = clean;
    while (rest.starts_with('\n'))
        rest.remove_prefix(1);
    Delivery delivery;
    bool ended = false;
    while (!rest.empty() && !ended) {
        const std::string_view line = cut(rest, '\n');
        ended = trimmed(line).empty();
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue; // the request line
        const std::string name = http::lower(std::string(trimmed(line.substr(0, colon))));
        const std::string value(trimmed(line.substr(colon + 1)));
        if (name == names[0]) delivery.id = value;
        if (name == names[1]) delivery.timestamp = value;
        if (name == names[2]) delivery.signature += (delivery.signature.empty() ? "" : " ") + value;
    }
    const std::string* values[] = {&delivery.id, &delivery.timestamp, &delivery.signature};
    for (std::size_t i = 0; i < 3; ++i) {
        if (values[i]->empty())
            return Error{std::string(names[i]),
                         std::string(names[i]) +
                             " is missing. Paste the headers as they came, one on each line, then "
                             "an empty line, then the body."};
    }
    if (!ended || rest.empty())
        return Error{"body", "The body is missing: it begins after an empty line."};
    delivery.body = rest;
    return delivery;
}

std::string delivery_text(const http::Request& request) {
    std::string text;
    for (const std::string_view name : names) {
        if (const std::string* value = http::find_header(request.headers, name))
            text += std::string(name) + ": " + *value + "\n";
    }
    return text + "\n" + request.body;
}

Result<std::string> signing_key(std::string_view secret) {
    secret = trimmed(secret);
    if (secret.empty()) return Error{"empty", "Type the secret of the subscription."};
    if (!secret.starts_with(secret_prefix))
        return Error{"prefix", "A signing secret begins with whsec_. This is another one: Pleo "
                               "gives it at GET /v1/subscriptions/{id}/secret, as secretKey."};
    std::string text(secret.substr(secret_prefix.size()));
    while (text.size() % 4 != 0)
        text += '=';
    const auto octets = http::base64_decode(text);
    if (!octets || octets->empty())
        return Error{"base64", "Behind whsec_ there must be Base64. A piece is missing, or "
                               "something was typed in between."};
    return *octets;
}

Result<std::vector<SignatureGuess>> signature_guesses(const Delivery& delivery,
                                                      std::string_view secret) {
    const Result<std::string> key = signing_key(secret);
    if (!key) return key.error();
    std::vector<SignatureGuess> guesses;
    const auto guess = [&](const std::string& with, std::string text, std::string_view meaning) {
        const bool known = std::any_of(guesses.begin(), guesses.end(), [&](const auto& each) {
            return each.key == with && each.text == text;
        });
        if (!known) guesses.push_back({with, std::move(text), std::string(meaning)});
    };
    const auto over = [&](std::string_view body) {
        return signed_text(delivery.id, delivery.timestamp, body);
    };
    const std::string& body = delivery.body;
    guess(*key, over(body), "");
    std::string_view bare = body;
    while (bare.ends_with('\n'))
        bare.remove_suffix(1);
    guess(*key, over(bare), ""); // a paste often ends in a line break of its own
    guess(*key, over(std::string(bare) + "\n"),
          "The body that was signed ends in a line break, and this one does not.");
    if (const json::Parsed parsed = json::parse(bare); parsed.document) {
        guess(
            *key, over(json::dump(parsed.document->root)),
            "The body was re-formatted: the signature is that of the same JSON without blanks and "
            "line breaks. Verify the octets as they came, before anything parses them.");
        guess(*key, over(json::dump(parsed.document->root, json::Layout::indented)),
              "The body was re-formatted: the signature is that of the same JSON, indented. Verify "
              "the octets as they came, before anything parses them.");
    }
    guess(*key, over(with_carriage_returns(bare)),
          "The line breaks of the body were changed: CR LF was signed, LF is here.");
    guess(*key, std::string(bare),
          "The signature is that of the body alone. It has to be that of id.timestamp.body.");
    guess(*key, delivery.timestamp + "." + std::string(bare),
          "The signature is that of timestamp.body. It has to be that of id.timestamp.body.");
    const std::string_view typed = trimmed(secret);
    constexpr std::string_view as_text =
        "The secret was used as text. The key is what the Base64 behind whsec_ stands for.";
    guess(std::string(typed), over(bare), as_text);
    guess(std::string(typed.substr(secret_prefix.size())), over(bare), as_text);
    return guesses;
}

SignatureVerdict judge_signature(const Delivery& delivery,
                                 const std::vector<SignatureGuess>& guesses,
                                 const std::vector<std::string>& macs, std::int64_t now_s) {
    SignatureVerdict verdict;
    bool others = false;
    const std::vector<std::string> given = signatures(delivery.signature, others);
    std::optional<std::string> meaning;
    for (std::size_t i = 0; i < guesses.size() && i < macs.size() && !meaning; ++i) {
        if (std::find(given.begin(), given.end(), macs[i]) != given.end())
            meaning = guesses[i].meaning;
    }
    const std::string which = given.size() > 1 ? "One of " + std::to_string(given.size()) +
                                                     " signatures is that of this secret"
                                               : "It is that of this secret";
    verdict.valid = meaning && meaning->empty();
    std::string words;
    if (verdict.valid) {
        words = which + ": HMAC-SHA256 over id.timestamp.body.";
    } else if (meaning) {
        words = *meaning;
    } else if (given.empty()) {
        words = others ? "There is no signature of version 1 (v1, and Base64). Others, as v1a, are "
                         "not made with a secret."
                       : "webhook-signature is empty.";
    } else {
        words = "It is not that of this secret and this body. Another subscription has another "
                "secret; one character of the body more or less, and it is another signature.";
    }
    verdict.findings.push_back(
        {verdict.valid ? Found::good : Found::bad, "Signature", std::move(words)});
    if (others && !given.empty())
        verdict.findings.push_back({Found::good, "Other signatures",
                                    "What is not v1 was passed over: receivers do the same."});
    verdict.findings.push_back(timestamp_finding(delivery.timestamp, now_s));
    return verdict;
}

} // namespace staging
