// @ts-check
// Pleo's models as a table of our own: name:type, "!" required, "?" may be null, [] a list. What is not
// in the table must not be in an answer. Types: text (when none is given), uuid, time, int, number,
// flag, any, a|b for words, or another model.

/** @type {Record<string, string>} */
const models = {
    ExceptionInfo: 'type! message',
    PageRequest: 'parameters:any! after before limit:int offset:int sortingKeys:text[] sortingOrder:text[]',
    PageInfo:
        'currentRequestPagination:PageRequest! hasNextPage:flag! hasPreviousPage:flag! startCursor endCursor total:int',
    Money: 'currency! minors:int!',
    Value: 'currency! value:int!',
    Amount: 'inSupplierCurrency:Value! inWalletCurrency:Value!',

    Introspection: 'authMethod:API_KEY|OAUTH2|NONE! clientId:uuid! scope! applicationName subjectURN',
    Installation:
        'applicationId:uuid! id:uuid! resource! status:ACTIVATED|INACTIVE|AUTHORIZED|PENDING_INTEGRATION|ERROR! metadata:any! createdAt:time! updatedAt:time! errorCode:NOT_ENTITLED|AUTH_ERROR',
    Employee: 'id:uuid! companyId:uuid! email! firstName! lastName! code jobTitle phone',
    Address: 'addressLine1 addressLine2 country locality postalCode region',
    Company: 'id:uuid! name! address:Address! organizationId:uuid registrationNumber',

    ExportJob:
        'id:uuid! companyId:uuid! status:pending|in_progress|failed|completed|completed_with_errors! numberOfItems:int! createdAt:time! expiresIn:int! isInteractive:flag! vendorBasedBookkeeping:flag! completedAt:time? createdBy:uuid? expiredAt:time? failureReason? failureReasonType? lastUpdatedAt:time? startedAt:time?',
    ExportJobItem:
        'accountingEntryId:uuid! exportJobId:uuid! status:pending|in_progress|failed|successful|abandoned! exportedAt:time? externalId? externalUrl? failureReason? failureReasonType?',
    ItemError: 'accountingEntryId:uuid type message',
    ItemAccount: 'id:uuid! name! code? identifier?',
    ItemAccountV0: 'code? identifier?',
    ItemTag: 'id:uuid! code! groupCode!',
    ItemTagV0: 'code! groupCode!',
    ItemTax:
        'id:uuid! amount:Amount! rate:number! type:inclusive|exclusive|reverse! code? ingoingTaxAccount outgoingTaxAccount',
    ItemTaxV0: 'amount:Amount! rate:number! type:inclusive|exclusive|reverse! code?',
    ItemLine:
        'accountingEntryLineId:uuid! lineAmount:Amount! netAmount:Amount! account:ItemAccount tags:ItemTag[] tax:ItemTax',
    ItemLineV0:
        'accountingEntryLineId:uuid! lineAmount:Amount! netAmount:Amount! account:ItemAccountV0 tags:ItemTagV0[] tax:ItemTaxV0',
    ItemUser: 'id:uuid! name! code?',
    ItemUserV1: 'id:uuid?! name! code?',
    ItemUserV0: 'name! code?',
    ItemFile: 'size:int! type! url!',
    ItemSupplier: 'name? account? code? country? categoryCode? taxIdentifier?',
    ItemInformation: 'reconciliationId! attendees:text[] reconciledEntries:text[]',
    ItemVendor: 'id:uuid! name! defaultCurrency! code country externalId registrationNumber taxRegistrationNumber',
    Bookkeeping: 'method:none|journal|accounts_payable!',
    ExportItem:
        '_links:any! accountingEntryId:uuid! accountingEntryLines:ItemLine[]! additionalInformation:ItemInformation! amount:Amount! companyId:uuid! date:time! type! files:ItemFile[] note? subType supplier:ItemSupplier user:ItemUser vendor:ItemVendor bookkeeping:Bookkeeping',
    ExportItemV1:
        '_links:any! accountingEntryId:uuid! accountingEntryLines:ItemLine[]! additionalInformation:ItemInformation! amount:Amount! companyId:uuid! date:time! type! user:ItemUserV1! files:ItemFile[] note? supplier:ItemSupplier',
    ExportItemV0:
        '_links:any! accountingEntryId:uuid! accountingEntryLines:ItemLineV0[]! metadata:ItemInformation! amount:Amount! companyId:uuid! date:time! type! user:ItemUserV0! files:ItemFile[] note? supplier:ItemSupplier',

    Account: 'id:uuid! companyId:uuid! externalId! name! archived:flag! code taxCodeExternalId metadata:any',
    FailedAccount: 'reasons:text[]! request:any!',
    AccountBatch: 'created:Account[]! failed:FailedAccount[]!',
    TagGroup:
        'id:uuid! companyId:uuid! name! code! archived:flag! metadata:any! createdAt:time! updatedAt:time! totalTagsCount:int',
    Usage: 'id:uuid! count:int!',
    Usages: 'usages:Usage[]!',
    Dimension: 'id:uuid! groupId:uuid! name! code! displayOrder:int! visible:flag! createdAt:time! updatedAt:time!',
    Tag: 'id:uuid! groupId:uuid! code! name archived:flag! createdAt:time! updatedAt:time!',
    TagValue: 'tagId:uuid! dimensionId:uuid! value! createdAt:time! updatedAt:time!',
    GroupDimension: 'id:uuid! name! code! displayOrder:int! visible:flag! createdAt:time updatedAt:time',
    AggregatedGroup:
        'id:uuid! companyId:uuid! name! code! archived:flag! createdAt:time! updatedAt:time! dimensions:GroupDimension[]!',
    TagDimension: 'id:uuid! name! code! displayOrder:int! visible:flag! value!',
    TagOfGroup: 'id:uuid! name! code!',
    AggregatedTag:
        'id:uuid! companyId:uuid! code! name archived:flag! createdAt:time! updatedAt:time! group:TagOfGroup! dimensions:TagDimension[]!',
    TaxCode:
        'id:uuid! companyId:uuid! name! code rate:number! type:inclusive|exclusive|reverse! archived:flag! ingoingTaxAccount outgoingTaxAccount createdAt:time! updatedAt:time!',
    Taxes: 'taxes:any!',
    Vendor: 'id:uuid! companyId:uuid! name! defaultCurrency! state:DRAFT|ACTIVE|ARCHIVED! country externalId code registrationNumber taxRegistrationNumber createdAt:time! updatedAt:time!',
    Import: 'id:uuid! companyId:uuid! type! originalFilename! status! columnNames:text[] csvFormat:any metadata:any errorType errorMessage createdAt:time! updatedAt:time!',
    ImportError: 'id:uuid! csvImportJobId:uuid! rowNumber:int! errorCode! errorMessage! rawData createdAt:time!',

    EntryTag: 'tagGroupId:uuid! tagId:uuid',
    Attendee: 'id! attendableId! attendableType:EMPLOYEE|CONTACT!',
    SplitItem:
        'id:uuid! tags:EntryTag[]! createdAt:time! updatedAt:time! accountCode accountId:uuid taxCodeId:uuid totalBillValue:Money transactionValue:Money',
    Supplier: 'cif documentNumber documentType externalAccountNumber externalSupplierId',
    Entry: 'id:uuid! companyId:uuid! family! subFamily status:DRAFT|PENDING|COMPLETED|COMPLETED_EXTERNALLY|CANCELLED|REJECTED|ERROR! reviewStatus! exportStatus:CREATED|EXPORTED|EXPORTING|QUEUED|NOT_CREATED|NOT_EXPORTED! receiptIds:uuid[]! tags:EntryTag[]! attendees:Attendee[]! splitItems:SplitItem[]! transactionValue:Money! totalBillValue:Money performedAt:time! createdAt:time! updatedAt:time! settledAt:time bookkeepingDate:time deletedAt:time employeeId:uuid teamId:uuid accountId:uuid accountCode taxCodeId:uuid note supplier:Supplier',
    EntryCore:
        'id:uuid! companyId:uuid! family! subFamily status! reviewStatus! exportStatus! receiptIds:uuid[]! fees:any transactionValue:Money! totalBillValue:Money performedAt:time! createdAt:time! updatedAt:time! settledAt:time bookkeepingDate:time deletedAt:time employeeId:uuid teamId:uuid accountId:uuid accountCode taxCodeId:uuid note supplier:Supplier',
    Receipt:
        'id:uuid! accountingEntryId:uuid! source! mimeType! sizeInBytes:int! fileType:EMBED|ORIGINAL|THUMBNAIL|PREVIEW! url! createdAt:time!',
    Enrichment: 'accountingEntryId:uuid receiptStatus:UPLOADED|ADDED_TO_RECEIPT_INBOX|UNRESOLVED! tags:uuid[] message',

    Credentials: 'username password token',
    EndpointAuth: 'type:NONE|BASIC credentials:Credentials',
    Subscription:
        'id:uuid! endpointUrl! eventTypes:text[]! status:INACTIVE|ACTIVE! createdAt:time! updatedAt:time! customHeaders:any endpointAuth:EndpointAuth deletedAt:time deletedBy',
    Activity:
        'id:uuid! subscriptionId:uuid! operationType:CREATE|UPDATE|DELETE! description! createdAt:time! actorUrn!',
    Secret: 'secretKey!',
};

/** @param {string} type @returns {object} */
function schema_of(type) {
    if (type.endsWith('[]')) return { type: 'array', items: schema_of(type.slice(0, -2)) };
    if (type.includes('|')) return { enum: type.split('|') };
    if (type in models) return { $ref: `#/definitions/${type}` };
    const simple = /** @type {Record<string, object>} */ ({
        text: { type: 'string' },
        uuid: { type: 'string', format: 'uuid' },
        time: { type: 'string', format: 'date-time' },
        int: { type: 'integer' },
        number: { type: 'number' },
        flag: { type: 'boolean' },
        any: {},
    })[type];
    if (!simple) throw new Error(`There is no type ${type}.`);
    return simple;
}

/** @param {string} table */
function model_schema(table) {
    /** @type {Record<string, object>} */
    const properties = {};
    /** @type {string[]} */
    const required = [];
    for (const each of table.split(' ')) {
        const [, name, type = 'text', marks] = /^(\w+)(?::([\w|[\]]+))?([?!]*)$/.exec(each) ?? [];
        if (!name) throw new Error(`What is ${each}?`);
        const schema = schema_of(type);
        properties[name] = marks.includes('?') ? { anyOf: [schema, { type: 'null' }] } : schema;
        if (marks.includes('!')) required.push(name);
    }
    return { type: 'object', properties, required, additionalProperties: false };
}

export const definitions = Object.fromEntries(
    Object.entries(models).map(([name, table]) => [name, model_schema(table)]),
);

/** What each operation answers its sample with: status, envelope, model. Older exports as the newest. */
/** @type {Record<string, string>} */
export const answers = {
    introspect: '200 one Introspection',
    get_installation: '200 bare Installation',
    create_installation: '200 bare Installation',
    update_installation: '200 bare Installation',
    activate_installation: '200 bare Installation',
    complete_installation: '200 bare Installation',
    delete_installation: '204',
    list_employees: '200 page Employee',
    get_employee: '200 one Employee',
    list_companies: '200 page Company',
    get_company: '200 one Company',
    list_export_jobs: '200 page ExportJob',
    create_export_job: '201 one ExportJob',
    get_export_job: '200 one ExportJob',
    create_export_job_event: '202',
    list_export_items: '200 page ExportItem',
    list_export_items_v2: '200 page ExportItem',
    list_export_items_v1: '200 page ExportItemV1',
    list_export_items_v0: '200 page ExportItemV0',
    list_export_job_items: '200 page ExportJobItem',
    update_export_job_items: '200 updates ExportJobItem',
    get_export_job_item: '200 one ExportJobItem',
    search_export_job_items: '200 page ExportJobItem',
    search_accounts: '200 page Account',
    create_account: '201 one Account',
    create_accounts: '201 one AccountBatch',
    get_account: '200 one Account',
    update_account: '200 one Account',
    delete_account: '204',
    search_accounts_beta: '200 page Account',
    create_account_beta: '201 one Account',
    get_account_beta: '200 one Account',
    update_account_beta: '200 one Account',
    delete_account_beta: '204',
    list_tag_groups: '200 all TagGroup',
    create_tag_group: '200 one TagGroup',
    get_tag_group: '200 one TagGroup',
    update_tag_group: '200 one TagGroup',
    delete_tag_group: '204',
    get_tag_group_usage: '200 one Usages',
    list_tag_dimensions: '200 all Dimension',
    create_tag_dimension: '200 one Dimension',
    get_tag_dimension: '200 one Dimension',
    update_tag_dimension: '200 one Dimension',
    delete_tag_dimension: '204',
    list_tags: '200 page Tag',
    create_tag: '201 one Tag',
    find_tags: '200 page Tag',
    search_tags: '200 page Tag',
    get_tag: '200 one Tag',
    update_tag: '200 one Tag',
    delete_tag: '204',
    archive_tags: '200 all Tag',
    delete_tags: '204',
    list_tag_values: '200 all TagValue',
    get_tag_value: '200 one TagValue',
    create_tag_value: '200 one TagValue',
    update_tag_value: '200 one TagValue',
    delete_tag_value: '200 one TagValue',
    aggregate_tag_groups: '200 all AggregatedGroup',
    aggregate_tags: '200 page AggregatedTag',
    search_tax_codes: '200 page TaxCode',
    create_tax_code: '200 one TaxCode',
    get_tax_code: '200 one TaxCode',
    update_tax_code: '200 one TaxCode',
    delete_tax_code: '204',
    calculate_tax_amounts: '200 one Taxes',
    search_vendors: '200 page Vendor',
    create_vendor: '201 one Vendor',
    get_vendor: '200 one Vendor',
    update_vendor: '200 one Vendor',
    activate_vendor: '204',
    archive_vendor: '204',
    search_vendor_imports: '200 page Import',
    create_vendor_import: '201 one Import',
    get_vendor_import: '200 one Import',
    list_vendor_import_errors: '200 page ImportError',
    update_vendor_import_metadata: '200 one Import',
    update_vendor_import_status: '200 one Import',
    get_vendor_import_url: '200 one any',
    run_vendor_import: '200 one Import',
    search_entries: '200 page Entry',
    get_entry: '200 one Entry',
    search_entry_cores: '200 page EntryCore',
    get_entry_core: '200 one EntryCore',
    search_receipts: '200 page Receipt',
    list_receipts: '200 page Receipt',
    get_receipt: '200 one Receipt',
    enrich_entry: '201 one Enrichment',
    list_subscriptions: '200 page Subscription',
    create_subscription: '200 one Subscription',
    get_subscription: '200 one Subscription',
    update_subscription: '200 one Subscription',
    delete_subscription: '204',
    list_subscription_activities: '200 page Activity',
    get_subscription_secret: '200 one Secret',
};

/** @param {string} envelope @param {string} model */
export function answer_schema(envelope, model) {
    const one = schema_of(model);
    const many = { type: 'array', items: one };
    /** @param {Record<string, object>} properties */
    const object = (properties) => ({
        type: 'object',
        properties,
        required: Object.keys(properties),
        additionalProperties: false,
    });
    const shapes = /** @type {Record<string, object>} */ ({
        one: object({ data: one }),
        all: object({ data: many }),
        page: object({ data: many, pagination: schema_of('PageInfo') }),
        updates: object({ data: many, errors: schema_of('ItemError[]') }),
        bare: one,
    });
    return { definitions, ...shapes[envelope] };
}
