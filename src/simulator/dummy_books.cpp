#include "simulator/dummy_books.hpp"

#include "simulator/dummy_company.hpp"
#include "simulator/dummy_entries.hpp"
#include "simulator/dummy_year.hpp"

#include <cstdlib>
#include <utility>

namespace simulator {
namespace {

// Rows as JSON, below it the members that all of them have.
std::vector<json::Value> read(std::string_view text, bool of_company, bool dated) {
    const json::Parsed parsed = json::parse(text);
    if (!parsed.document) std::abort(); // the text is ours
    std::vector<json::Value> rows = parsed.document->root.items;
    for (json::Value& row : rows) {
        if (of_company) json::set(row, "companyId", company_id);
        if (!dated) continue;
        json::set(row, "createdAt", "2026-01-05T09:00:00Z");
        json::set(row, "updatedAt", "2026-01-05T09:00:00Z");
    }
    return rows;
}

std::vector<json::Value> accounts() {
    return read(R"([
{"id": "51a01a7e-0010-4000-8000-000000000001", "externalId": "5010", "code": "5010", "name": "Travel", "archived": false, "taxCodeExternalId": "I25"},
{"id": "51a01a7e-0010-4000-8000-000000000002", "externalId": "5020", "code": "5020", "name": "Meals and drinks", "archived": false, "taxCodeExternalId": "I25"},
{"id": "51a01a7e-0010-4000-8000-000000000003", "externalId": "5030", "code": "5030", "name": "Software", "archived": false, "taxCodeExternalId": "R25"},
{"id": "51a01a7e-0010-4000-8000-000000000004", "externalId": "5040", "code": "5040", "name": "Office supplies", "archived": false, "taxCodeExternalId": "I25"},
{"id": "51a01a7e-0010-4000-8000-000000000005", "externalId": "5050", "code": "5050", "name": "Parking", "archived": false},
{"id": "51a01a7e-0010-4000-8000-000000000006", "externalId": "5060", "code": "5060", "name": "Telex", "archived": true}
])",
                true, false);
}

std::vector<json::Value> tag_groups() {
    return read(R"([
{"id": "51a01a7e-0011-4000-8000-000000000001", "name": "Projects", "code": "PRJ", "archived": false, "metadata": {}},
{"id": "51a01a7e-0011-4000-8000-000000000002", "name": "Cost centres", "code": "CC", "archived": false, "metadata": {"origin": "import"}},
{"id": "51a01a7e-0011-4000-8000-000000000003", "name": "Campaigns", "code": "CMP", "archived": true, "metadata": {}}
])",
                true, true);
}

std::vector<json::Value> dimensions() {
    return read(R"([
{"id": "51a01a7e-0012-4000-8000-000000000001", "groupId": "51a01a7e-0011-4000-8000-000000000001", "name": "Region", "code": "REG", "displayOrder": 1, "visible": true},
{"id": "51a01a7e-0012-4000-8000-000000000002", "groupId": "51a01a7e-0011-4000-8000-000000000002", "name": "Building", "code": "BLD", "displayOrder": 1, "visible": false}
])",
                false, true);
}

std::vector<json::Value> tags() {
    return read(R"([
{"id": "51a01a7e-0013-4000-8000-000000000001", "groupId": "51a01a7e-0011-4000-8000-000000000001", "code": "P-1", "name": "Harbour house", "archived": false},
{"id": "51a01a7e-0013-4000-8000-000000000002", "groupId": "51a01a7e-0011-4000-8000-000000000001", "code": "P-2", "name": "Lighthouse", "archived": false},
{"id": "51a01a7e-0013-4000-8000-000000000003", "groupId": "51a01a7e-0011-4000-8000-000000000001", "code": "P-3", "name": "Old pier", "archived": true},
{"id": "51a01a7e-0013-4000-8000-000000000004", "groupId": "51a01a7e-0011-4000-8000-000000000002", "code": "100", "name": "Sales", "archived": false},
{"id": "51a01a7e-0013-4000-8000-000000000005", "groupId": "51a01a7e-0011-4000-8000-000000000002", "code": "200", "name": "Development", "archived": false}
])",
                false, true);
}

std::vector<json::Value> tag_values() {
    return read(R"([
{"_id": "51a01a7e-0013-4000-8000-000000000001/51a01a7e-0012-4000-8000-000000000001", "tagId": "51a01a7e-0013-4000-8000-000000000001", "dimensionId": "51a01a7e-0012-4000-8000-000000000001", "value": "East"},
{"_id": "51a01a7e-0013-4000-8000-000000000004/51a01a7e-0012-4000-8000-000000000002", "tagId": "51a01a7e-0013-4000-8000-000000000004", "dimensionId": "51a01a7e-0012-4000-8000-000000000002", "value": "Quay"}
])",
                false, true);
}

std::vector<json::Value> tax_codes() {
    return read(R"([
{"id": "51a01a7e-0014-4000-8000-000000000001", "name": "VAT 25 %", "code": "I25", "rate": 0.25, "type": "inclusive", "archived": false},
{"id": "51a01a7e-0014-4000-8000-000000000002", "name": "Reverse charge 25 %", "code": "R25", "rate": 0.25, "type": "reverse", "archived": false, "ingoingTaxAccount": "7010", "outgoingTaxAccount": "7020"},
{"id": "51a01a7e-0014-4000-8000-000000000003", "name": "VAT 22 %", "code": "I22", "rate": 0.22, "type": "inclusive", "archived": true}
])",
                true, true);
}

std::vector<json::Value> vendors() {
    return read(R"([
{"id": "51a01a7e-0015-4000-8000-000000000001", "name": "Harbour Coffee", "defaultCurrency": "DKK", "country": "DK", "externalId": "V-10", "code": "V-10", "state": "ACTIVE"},
{"id": "51a01a7e-0015-4000-8000-000000000002", "name": "Northern Rail", "defaultCurrency": "SEK", "country": "SE", "externalId": "V-20", "state": "ACTIVE", "taxRegistrationNumber": "SE000000000000"},
{"id": "51a01a7e-0015-4000-8000-000000000003", "name": "Cloud Nine Software", "defaultCurrency": "EUR", "country": "IE", "state": "DRAFT"},
{"id": "51a01a7e-0015-4000-8000-000000000004", "name": "Telegraph Office", "defaultCurrency": "DKK", "externalId": "V-40", "state": "ARCHIVED"}
])",
                true, true);
}

std::vector<json::Value> imports() {
    return read(R"([
{"id": "51a01a7e-0016-4000-8000-000000000001", "type": "vendors", "originalFilename": "vendors-2026.csv", "status": "READY_FOR_IMPORT", "columnNames": ["Code", "Name", "Currency"], "metadata": {}, "_errors": [
  {"id": "51a01a7e-0017-4000-8000-000000000001", "rowNumber": 3, "errorCode": "INVALID_VAT_NUMBER", "errorMessage": "Invalid VAT number format", "rawData": "\"V-30\",\"Dummy Ferries\",\"DKK\""}]}
])",
                true, true);
}

std::vector<json::Value> subscriptions() {
    return read(R"([
{"id": "51a01a7e-0021-4000-8000-000000000001", "endpointUrl": "https://hooks.dummy.example/exports", "eventTypes": ["v1.export-job.created"], "status": "INACTIVE"}
])",
                false, true);
}

std::vector<json::Value> activities() {
    std::vector<json::Value> rows = read(R"([
{"id": "51a01a7e-0022-4000-8000-000000000001", "subscriptionId": "51a01a7e-0021-4000-8000-000000000001", "operationType": "CREATE", "description": "Subscription created", "createdAt": "2026-01-05T09:00:00Z"}
])",
                                         false, false);
    for (json::Value& row : rows)
        json::set(row, "actorUrn", company_urn());
    return rows;
}

std::vector<json::Value> both(std::vector<json::Value> list, std::vector<json::Value> more) {
    for (json::Value& each : more)
        list.push_back(std::move(each));
    return list;
}

std::vector<json::Value> make_rows(Collection collection) {
    switch (collection) {
    case Collection::accounts: return accounts();
    case Collection::tag_groups: return tag_groups();
    case Collection::dimensions: return dimensions();
    case Collection::tags: return tags();
    case Collection::tag_values: return tag_values();
    case Collection::tax_codes: return tax_codes();
    case Collection::vendors: return vendors();
    case Collection::imports: return imports();
    case Collection::entries: return both(dummy_entries(), entries_of_a_year());
    case Collection::receipts: return both(dummy_receipts(), receipts_of_a_year());
    case Collection::export_jobs: return dummy_export_jobs();
    case Collection::subscriptions: return subscriptions();
    case Collection::activities: return activities();
    case Collection::deliveries: return {};
    }
    return {};
}

} // namespace

const std::vector<json::Value>& dummy_rows(Collection collection) {
    constexpr std::size_t collections = static_cast<std::size_t>(Collection::deliveries) + 1;
    static std::vector<json::Value> made[collections];
    std::vector<json::Value>& rows = made[static_cast<std::size_t>(collection)];
    if (rows.empty()) rows = make_rows(collection);
    return rows;
}

} // namespace simulator
