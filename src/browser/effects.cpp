#include "browser/effects.hpp"

#include "browser/packed.hpp"
#include "browser/ports.h"

namespace browser {

namespace {

using MaybeEvent = std::optional<playground::Event>;

[[gnu::noinline]] MaybeEvent ask_for_macs(const playground::Hmac& wish) {
    Packer packer;
    for (const playground::Hmac::Job& each : wish.jobs) {
        packer.add(each.key);
        packer.add(each.text);
    }
    port_hmac(wish.number, packer.bytes().data(), packer.bytes().size());
    return {};
}

struct Port {
    MaybeEvent operator()(const playground::GatherEntropy& wish) const {
        std::string octets(wish.octets, '\0');
        if (port_entropy(reinterpret_cast<std::uint8_t*>(octets.data()), octets.size()) == 0)
            octets.clear();
        return playground::EntropyArrived{octets, wish.use};
    }
    MaybeEvent operator()(const playground::Sha256& wish) const {
        port_sha256(wish.code_verifier.data(), wish.code_verifier.size());
        return {};
    }
    MaybeEvent operator()(const playground::Fingerprint& wish) const {
        port_fingerprint(wish.token, wish.value.data(), wish.value.size());
        return {};
    }
    MaybeEvent operator()(const playground::Hmac& wish) const { return ask_for_macs(wish); }
    MaybeEvent operator()(const playground::StartSimulator&) const {
        port_start_simulator();
        return {};
    }
    MaybeEvent operator()(const playground::FetchRelayStatus&) const {
        port_relay_status();
        return {};
    }
    MaybeEvent operator()(const playground::FetchReference&) const {
        port_reference();
        return {};
    }
    MaybeEvent operator()(const playground::Send& wish) const {
        Packer packer;
        packer.add(wish.request.method);
        packer.add(wish.request.url);
        packer.add(wish.request.body);
        for (const http::Field& header : wish.request.headers) {
            packer.add(header.name);
            packer.add(header.value);
        }
        port_send(wish.exchange, static_cast<double>(wish.timeout_ms), packer.bytes().data(),
                  packer.bytes().size());
        return {};
    }
    MaybeEvent operator()(const playground::Abort& wish) const {
        port_abort(wish.exchange);
        return {};
    }
    MaybeEvent operator()(const playground::SaveRecord& wish) const {
        port_save_record(wish.text.data(), wish.text.size());
        return {};
    }
    MaybeEvent operator()(const playground::SaveSettings& wish) const {
        port_save_settings(wish.text.data(), wish.text.size());
        return {};
    }
    MaybeEvent operator()(const playground::Navigate& wish) const {
        port_navigate(wish.url.data(), wish.url.size());
        return {};
    }
    MaybeEvent operator()(const playground::CopyText& wish) const {
        port_copy(wish.widget, wish.label.data(), wish.label.size(), wish.text.data(),
                  wish.text.size());
        return {};
    }
    MaybeEvent operator()(const playground::Download& wish) const {
        port_download(wish.name.data(), wish.name.size(), wish.text.data(), wish.text.size());
        return {};
    }
    MaybeEvent operator()(const playground::WriteCode& wish) const {
        port_write_code(wish.exchange, static_cast<std::uint32_t>(wish.language), wish.parts.data(),
                        wish.parts.size());
        return {};
    }
    MaybeEvent operator()(const playground::FocusField& wish) const {
        port_focus_field(wish.name.data(), wish.name.size());
        return {};
    }
    MaybeEvent operator()(const playground::GuardLeaving& wish) const {
        port_guard_leaving(wish.on ? 1 : 0);
        return {};
    }
    MaybeEvent operator()(const playground::ShowPlace& wish) const {
        port_show_place(wish.place.data(), wish.place.size());
        return {};
    }
    MaybeEvent operator()(const playground::ForgetStorage&) const {
        port_forget();
        return {};
    }
};

} // namespace

std::optional<playground::Event> carry_out(const playground::Effect& effect) {
    return std::visit(Port{}, effect);
}

} // namespace browser
