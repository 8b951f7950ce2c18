#include "simulator/tokens.hpp"

#include <algorithm>

namespace simulator {
namespace {

std::string add_token(Call& call, TokenKind kind, const Authorization& authorization,
                      const std::string& scope) {
    const bool access = kind == TokenKind::access_token;
    std::string secret = call.fresh_secret(access ? "access" : "refresh");
    Token token;
    token.digest = call.digest(secret);
    token.id = call.fresh_id("token");
    token.kind = kind;
    token.authorization_id = authorization.id;
    token.scope = scope;
    token.issued_at_ms = call.now_ms;
    token.expires_at_ms =
        call.now_ms + (access ? access_token_lifetime_ms : refresh_token_lifetime_ms);
    call.state.tokens.push_back(std::move(token));
    return secret;
}

// Dead tokens are kept to tell their owner what became of them, until there are too many.
void forget_tokens(State& state, std::int64_t now_ms) {
    std::vector<Token>& tokens = state.tokens;
    while (tokens.size() > most_tokens) {
        const auto dead = std::find_if(tokens.begin(), tokens.end(), [now_ms](const Token& each) {
            return !is_usable(each, now_ms);
        });
        tokens.erase(dead == tokens.end() ? tokens.begin() : dead);
    }
}

template <class Predicate>
void end_tokens(State& state, TokenStatus status, Predicate matches) {
    for (Token& token : state.tokens) {
        if (token.status == TokenStatus::live && matches(token)) token.status = status;
    }
}

} // namespace

TokenPair issue_pair(Call& call, const Authorization& authorization,
                     const std::string& access_scope) {
    TokenPair pair;
    pair.access_token = add_token(call, TokenKind::access_token, authorization, access_scope);
    pair.refresh_token =
        add_token(call, TokenKind::refresh_token, authorization, authorization.scope);
    forget_tokens(call.state, call.now_ms);
    return pair;
}

Token* find_token(Call& call, std::string_view token) {
    const std::string digest = call.digest(token);
    if (digest.empty()) return nullptr;
    for (Token& each : call.state.tokens) {
        if (each.digest == digest) return &each;
    }
    return nullptr;
}

Authorization* find_authorization(State& state, std::string_view id) {
    for (Authorization& each : state.authorizations) {
        if (each.id == id) return &each;
    }
    return nullptr;
}

bool is_expired(const Token& token, std::int64_t now_ms) { return now_ms >= token.expires_at_ms; }

bool is_usable(const Token& token, std::int64_t now_ms) {
    return token.status == TokenStatus::live && !is_expired(token, now_ms);
}

void rotate_tokens(State& state, std::string_view authorization_id) {
    end_tokens(state, TokenStatus::rotated,
               [&](const Token& each) { return each.authorization_id == authorization_id; });
}

void revoke_tokens(State& state, std::string_view authorization_id) {
    end_tokens(state, TokenStatus::revoked,
               [&](const Token& each) { return each.authorization_id == authorization_id; });
}

void revoke_refresh_tokens(State& state, std::string_view authorization_id) {
    end_tokens(state, TokenStatus::revoked, [&](const Token& each) {
        return each.kind == TokenKind::refresh_token && each.authorization_id == authorization_id;
    });
}

void revoke_all_tokens(State& state) {
    end_tokens(state, TokenStatus::revoked, [](const Token&) { return true; });
}

} // namespace simulator
