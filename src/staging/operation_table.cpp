#include "staging/operation_table.hpp"

namespace staging {

// Scopes: where no page names the scope of a single operation, the pattern of its family is
// followed: what reads needs :read, what writes needs :write. Accounting entries have one scope
// only.
std::string_view operation_table() {
    return R"(# App marketplace|OpenAPI: App Marketplace 39.4.0|No scope is documented.
introspect|GET|/v1/introspect||||Who am I, and which scopes did I get?
get_installation|GET|/v1/installations/me|||company_id|The installation that the authorisation created.
create_installation|POST|/v1/installations/me||||Create it. Meant for API keys.
{"metadata":{"externalConfigurationId":"42"}}
update_installation|PUT|/v1/installations/me||||Change its status or metadata.
{"status":"ACTIVATED","metadata":{"externalConfigurationId":"42"}}
activate_installation|POST|/v1/installations/me:activate||||Activate it, for apps that are set up to need it.
complete_installation|PUT|/v1/installations/completions||d||Activate it, the old way.
delete_installation|DELETE|/v1/installations/me||||Disconnect: the installation goes, and every token of the client.
# Employees|/reference/employees/search-for-employees|
list_employees|GET|/v2/employees|users:read|p|companyId.filter email code|Search for employees.
get_employee|GET|/v2/employees/{employeeId}|users:read|||One employee.
# Companies|OpenAPI: Companies 50.7.0|
list_companies|GET|/v1/companies|companies:read|p|organization_id|List companies.
get_company|GET|/v1/companies/{companyId}|companies:read|||One company.
# Export|OpenAPI: Export 32.1.0|Older versions have the same shapes below /v0, /v1 and /v2.
list_export_jobs|GET|/v3/export-jobs|export-jobs:read|p|company_id statuses|List export jobs.
create_export_job|POST|/v3/export-jobs|export-jobs:write|||Start an export. One at a time.
{"companyId":"sim_company_fjordlys","accountingEntryIds":["sim_entry_4_1","sim_entry_4_2"]}
get_export_job|GET|/v3/export-jobs/{jobId}|export-jobs:read|||One export job.
create_export_job_event|POST|/v3/export-job-events|export-jobs:write|||Say how it goes: started, then completed, completed_with_errors or failed.
{"jobId":"sim_job_4","event":"started"}
list_export_items|GET|/v3/export-items|export-items:read|p|job_id|The entries of a running job, ready for bookkeeping.
list_export_job_items|GET|/v3/export-jobs/{jobId}/items|export-jobs:read|p|status.item|The items of one export job.
update_export_job_items|PUT|/v3/export-jobs/{jobId}/items|export-jobs:write||jobId.running|Report items, 100 at most.
[{"accountingEntryId":"sim_entry_4_1","status":"successful","externalId":"4711"}]
get_export_job_item|GET|/v3/export-job-items|export-jobs:read|i|company_id accounting_entry_id|The item of one accounting entry.
search_export_job_items|POST|/v3/export-job-items:search|export-jobs:read|prdi|company_id|The items of several entries.
{"accountingEntryIds":["sim_entry_1_1"]}
# Chart of accounts|OpenAPI: Chart of Accounts 24.9.0|
search_accounts|POST|/v1/chart-of-accounts:search|accounts:read|pr||Search for accounts.
{"companyId":"sim_company_fjordlys","excludeIfAssignedToCategory":false,"excludeIfAssignedToContraAccount":false}
create_account|POST|/v1/chart-of-accounts|accounts:write|||Create an account.
{"companyId":"sim_company_fjordlys","externalId":"6010","name":"Bank charges","code":"6010","archived":false}
create_accounts|POST|/v1/chart-of-accounts/batch|accounts:write|||Create up to 1000 accounts.
{"companyId":"sim_company_fjordlys","items":[{"externalId":"6020","name":"Coffee","archived":false}]}
get_account|GET|/v1/chart-of-accounts/{accountId}|accounts:read|||One account.
update_account|PUT|/v1/chart-of-accounts/{accountId}|accounts:write|||Change an account, or archive it.
{"name":"Travel and hotels","archived":false}
delete_account|DELETE|/v1/chart-of-accounts/{accountId}|accounts:write||accountId.unused|Delete an account that no entry uses.
# Accounts (beta)|OpenAPI: Bookkeeping Core 12.2.0|May still change.
search_accounts_beta|POST|/v1-beta/accounts:search|accounts:read|pr||Search for accounts.
{"companyId":"sim_company_fjordlys"}
create_account_beta|POST|/v1-beta/accounts|accounts:write|||Create an account.
{"companyId":"sim_company_fjordlys","externalId":"6010","name":"Bank charges","archived":false}
get_account_beta|GET|/v1-beta/accounts/{accountId}|accounts:read|||One account.
update_account_beta|PUT|/v1-beta/accounts/{accountId}|accounts:write|||Change an account, or archive it.
{"name":"Travel and hotels","archived":false}
delete_account_beta|DELETE|/v1-beta/accounts/{accountId}|accounts:write||accountId.unused|Delete an account that no entry uses.
# Tags|OpenAPI: Tags 82.3.2|A client in public code asks for tag-group:read in production, without the s.
list_tag_groups|GET|/v0/tag-groups|tag-groups:read||company_id.or organization_id.or include_archived include_tags_count|Tag groups of a company or an organisation.
create_tag_group|POST|/v0/tag-groups|tag-groups:write||company_id|Create a tag group.
{"name":"Events","code":"EVT","archived":false}
get_tag_group|GET|/v0/tag-groups/{groupId}|tag-groups:read|||One tag group.
update_tag_group|PUT|/v0/tag-groups/{groupId}|tag-groups:write|||Change a tag group.
{"name":"Projects","code":"PRJ","archived":false,"metadata":{}}
delete_tag_group|DELETE|/v0/tag-groups/{groupId}|tag-groups:write|||Delete a tag group.
get_tag_group_usage|GET|/v0/tag-groups/{groupId}/usage|tag-groups:read|||How many expenses each tag has.
list_tag_dimensions|GET|/v0/tag-groups/{groupId}/dimensions|tag-groups:read|||Dimensions besides name and code.
create_tag_dimension|POST|/v0/tag-groups/{groupId}/dimensions|tag-groups:write|||Create a dimension.
{"name":"Owner","code":"OWN","visible":true}
get_tag_dimension|GET|/v0/tag-groups/{groupId}/dimensions/{dimensionId}|tag-groups:read|||One dimension.
update_tag_dimension|PUT|/v0/tag-groups/{groupId}/dimensions/{dimensionId}|tag-groups:write|||Change a dimension.
{"name":"Region","code":"REG","displayOrder":1,"visible":false}
delete_tag_dimension|DELETE|/v0/tag-groups/{groupId}/dimensions/{dimensionId}|tag-groups:write|||Delete a dimension.
list_tags|GET|/v0/tag-groups/{groupId}/tags|tag-groups:read|p|include_archived|The tags of a group.
create_tag|POST|/v0/tag-groups/{groupId}/tags|tag-groups:write|||Create a tag.
{"code":"P-9","name":"Website","archived":false}
find_tags|GET|/v0/tags|tag-groups:read|pd|company_id text_search tag_group_id include_archived|Search for tags, the old way.
search_tags|POST|/v0/tags:search|tag-groups:read|pr|company_id organization_id|Search for tags.
{"textSearch":"har"}
get_tag|GET|/v0/tags/{tagId}|tag-groups:read|||One tag.
update_tag|PUT|/v0/tags/{tagId}|tag-groups:write|||Change a tag.
{"code":"P-1","name":"Harbour house","archived":false}
delete_tag|DELETE|/v0/tags/{tagId}|tag-groups:write|||Delete a tag.
archive_tags|POST|/v0/tags/archive|tag-groups:write|||Archive or unarchive up to 100 tags.
{"companyId":"sim_company_fjordlys","tagIds":["sim_tag_1"],"archived":true}
delete_tags|DELETE|/v0/tags|tag-groups:write|||Delete up to 100 tags.
{"companyId":"sim_company_fjordlys","tagIds":["sim_tag_1"]}
list_tag_values|GET|/v0/tags/{tagId}/dimensions|tag-groups:read|||A tag's values.
get_tag_value|GET|/v0/tags/{tagId}/dimensions/{dimensionId}|tag-groups:read|||A tag's value in one dimension.
create_tag_value|POST|/v0/tags/{tagId}/dimensions/{dimensionId}|tag-groups:write||tagId.bare|Give it a value.
{"value":"North"}
update_tag_value|PUT|/v0/tags/{tagId}/dimensions/{dimensionId}|tag-groups:write|||Change its value.
{"value":"South"}
delete_tag_value|DELETE|/v0/tags/{tagId}/dimensions/{dimensionId}|tag-groups:write|||Take its value away.
aggregate_tag_groups|GET|/v0/aggregations/tag-groups|tag-groups:read||company_id.or organization_id.or tag_group_ids|Tag groups with their dimensions.
aggregate_tags|POST|/v0/aggregations/tags|tag-groups:read|pr|company_id|Tags with their group and values.
{"tagIds":["sim_tag_1"]}
# Tax codes|OpenAPI: Tax Codes 82.3.2|
search_tax_codes|POST|/v0/tax-codes:search|tax-codes:read|pr|company_id|Search for tax codes.
{"archived":false}
create_tax_code|POST|/v0/tax-codes|tax-codes:write|||Create a tax code.
{"companyId":"sim_company_fjordlys","name":"Reduced VAT","code":"U12","rate":0.12,"type":"inclusive","archived":false}
get_tax_code|GET|/v0/tax-codes/{taxCodeId}|tax-codes:read|||One tax code.
update_tax_code|PUT|/v0/tax-codes/{taxCodeId}|tax-codes:write|||Change a tax code.
{"companyId":"sim_company_fjordlys","name":"VAT 25 %","code":"I25","rate":0.25,"type":"inclusive","archived":false}
delete_tax_code|DELETE|/v0/tax-codes/{taxCodeId}|tax-codes:write|||Delete a tax code.
calculate_tax_amounts|POST|/v0/tax-codes:calculate-tax-amounts|tax-codes:read|r||Gross, net and tax of amounts.
{"amountsByTaxCodeId":{"sim_tax_code_1":[{"id":"lunch","amount":{"currency":"DKK","minors":12500}}]}}
# Vendors|OpenAPI: Vendors 34.17.0|
search_vendors|POST|/v1/vendors:search|vendors:read|pr|company_id!|Search for vendors.
{"states":["ACTIVE","DRAFT"]}
create_vendor|POST|/v1/vendors|vendors:write|||Create a vendor.
{"companyId":"sim_company_fjordlys","name":"Lighthouse Ltd","defaultCurrency":"GBP","country":"GB","externalId":"V-90"}
get_vendor|GET|/v1/vendors/{id}|vendors:read||id.vendor|One vendor.
update_vendor|PUT|/v1/vendors/{id}|vendors:write||id.vendor|Change a vendor.
{"companyId":"sim_company_fjordlys","name":"Harbour Coffee","defaultCurrency":"DKK","externalId":"V-10","state":"ACTIVE"}
activate_vendor|POST|/v1/vendors/{id}:activate|vendors:write||id.vendor|Say that the accounting system knows it.
{"externalId":"V-10"}
archive_vendor|POST|/v1/vendors/{id}:archive|vendors:write||id.vendor|Archive a vendor.
search_vendor_imports|POST|/v1/vendors/csv-import/jobs:search|vendors:read|pri|company_id!|Search for imports of vendors.
{}
create_vendor_import|POST|/v1/vendors/csv-import/jobs|vendors:write|i||Begin an import from a CSV file.
{"companyId":"sim_company_fjordlys","originalFilename":"vendors.csv","type":"vendors"}
get_vendor_import|GET|/v1/vendors/csv-import/jobs/{jobId}|vendors:read|i|jobId.import|One import.
list_vendor_import_errors|GET|/v1/vendors/csv-import/jobs/{jobId}/errors|vendors:read|pi|jobId.import|Rows that failed.
update_vendor_import_metadata|PUT|/v1/vendors/csv-import/jobs/{jobId}/metadata|vendors:write|i|jobId.import|Add to its metadata, or replace it.
{"strategy":"MERGE","metadata":{"origin":"playground"}}
update_vendor_import_status|PUT|/v1/vendors/csv-import/jobs/{jobId}/status|vendors:write|i|jobId.import|Change its status.
{"status":"QUEUED"}
get_vendor_import_url|POST|/v1/vendors/csv-import/jobs/{jobId}:get-presigned-url|vendors:write|i|jobId.import|Where to upload the file.
run_vendor_import|POST|/v1/vendors/csv-import/jobs/{jobId}:run|vendors:write|i|jobId.import|Run an import.
# Accounting entries|OpenAPI: Accounting Entries 82.3.2, Enrichment 8.6.1|Its scope is documented, but not in the list that OAuth clients choose from.
search_entries|POST|/v1/accounting-entries:search|accounting-entries:read|cr|company_id.or organization_id.or|Search for entries.
{"includeDeleted":false,"families":["CARD_PURCHASE"]}
get_entry|GET|/v1/accounting-entries/{accountingEntryId}|accounting-entries:read||include_deleted|One entry.
search_entry_cores|POST|/v1/accounting-entries/core:search|accounting-entries:read|crd|company_id.or organization_id.or|Search for entries, the old shape.
{"includeDeleted":false}
get_entry_core|GET|/v1/accounting-entries/{accountingEntryId}/core|accounting-entries:read||include_deleted|One entry, the old shape.
search_receipts|POST|/v1/accounting-entries/receipts:search|accounting-entries:read|cr|company_id.or organization_id.or partner_id|Search for receipts.
{"includeDeleted":false,"accountingEntryIds":["sim_entry_1_1"]}
list_receipts|GET|/v1/accounting-entries/{accountingEntryId}/receipts|accounting-entries:read|c|source file_type|The receipts of an entry.
get_receipt|GET|/v1/accounting-entries/{accountingEntryId}/receipts/{receiptId}|accounting-entries:read||file_type|One receipt, with a link that ends after 24 hours.
enrich_entry|POST|/v2/accounting-entries:enrich|accounting-entries:read||amount! currency! card_last_four_digits! merchant_name! performed_at settled_at email|Attach receipts to the card purchase that matches.
{"receipts":["JVBERi0xLjQK"],"tags":["sim_tag_1"]}
# Webhook subscriptions|OpenAPI: Webhook Subscriptions 11.6.2|No scope is documented.
list_subscriptions|GET|/v1/subscriptions||p|status.subscription event_types|List subscriptions.
create_subscription|POST|/v1/subscriptions||||Be told of events.
{"endpointUrl":"https://hooks.dummy.example/events","eventTypes":["v1.export-job.created"],"status":"ACTIVE"}
get_subscription|GET|/v1/subscriptions/{id}|||id.subscription|One subscription.
update_subscription|PUT|/v1/subscriptions/{id}|||id.subscription|Change a subscription.
{"endpointUrl":"https://hooks.dummy.example/events","eventTypes":["v1.vendor.created"],"status":"INACTIVE"}
delete_subscription|DELETE|/v1/subscriptions/{id}|||id.subscription|Delete a subscription.
list_subscription_activities|GET|/v1/subscriptions/{id}/activities||p|id.subscription operation_types|What was done to it.
get_subscription_secret|GET|/v1/subscriptions/{id}/secret|||id.subscription|The secret that its deliveries are signed with.
)";
}

} // namespace staging
