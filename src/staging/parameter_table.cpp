#include "staging/operation_table.hpp"

namespace staging {

std::string_view parameter_table() {
    return R"(company_id|Only this company.|sim_company_fjordlys
company_id.or|This company. It or organization_id is needed; it wins.|sim_company_fjordlys
organization_id|Only this organisation.|
organization_id.or|All companies of this organisation.|
partner_id|All companies of this partner.|
companyId|The company.|sim_company_fjordlys
companyId.filter|Only this company. Spelt companyId here, company_id elsewhere.|sim_company_fjordlys
employeeId|The employee.|sim_employee_ada
email|E-mail address of the employee.|noor@dummy.example
code|Only the employee with this external id.|
jobId|The job.|sim_job_1
jobId.running|A job that has not ended.|sim_job_4
jobId.import|The import.|sim_import_1
job_id|A job that is pending or in progress.|sim_job_4
accounting_entry_id|The accounting entry.|sim_entry_1_1
statuses|pending, in_progress, failed, completed, completed_with_errors.|
status.item|pending, in_progress, failed, successful, abandoned.|
status.subscription|ACTIVE or INACTIVE.|
accountId|The account.|sim_account_1
accountId.unused|The account.|sim_account_5
groupId|The tag group.|sim_tag_group_1
dimensionId|The dimension.|sim_dimension_1
tagId|The tag.|sim_tag_1
tagId.bare|The tag.|sim_tag_2
include_archived|true: archived ones as well.|
include_tags_count|true: with the number of tags.|true
tag_group_ids|Only these, archived ones as well.|
tag_group_id|Only tags of this group.|sim_tag_group_1
text_search|Part of a name.|har
taxCodeId|The tax code.|sim_tax_code_1
id.vendor|The vendor.|sim_vendor_1
id.subscription|The subscription.|sim_subscription_1
accountingEntryId|The accounting entry.|sim_entry_1_1
receiptId|The receipt.|sim_receipt_1
include_deleted|true: deleted ones as well.|
source|Where it came from: USER, CAMERA, EMAIL_FORWARDING, ...|
file_type|ORIGINAL, THUMBNAIL or PREVIEW.|ORIGINAL
amount|In minor units: 1500 is 15.00.|12500
currency|ISO 4217.|DKK
card_last_four_digits|Of the card.|0001
merchant_name|As on the transaction.|Harbour Coffee
performed_at|When it was bought. It or settled_at is needed.|2026-09-02T08:15:00Z
settled_at|When it was settled.|
event_types|v1.export-job.created, v1.vendor.created.|
operation_types|CREATE, UPDATE, DELETE.|
limit|How many entries at most.|
after|A cursor: the endCursor of the page before.|
before|A cursor: the startCursor of the page after.|
offset|How many entries to skip. Not together with a cursor.|
sorting_keys|Sort by this member.|
sorting_order|ASC or DESC, one for each key.|
)";
}

} // namespace staging
