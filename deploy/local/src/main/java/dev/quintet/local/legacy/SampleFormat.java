package dev.quintet.local.legacy;

import java.util.LinkedHashMap;
import java.util.Map;

/** The two formats in which legacy backends answer. */
enum SampleFormat {
    V1("application/x-company-v1") {
        @Override
        Map<String, String> fields(SampleCompany company) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("cn", company.name());
            fields.put("created_on", company.createdOn().toString());
            company.endedOn().ifPresent(end -> fields.put("closed_on", end.toString()));
            return fields;
        }
    },
    V2("application/x-company-v2") {
        @Override
        Map<String, String> fields(SampleCompany company) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("company_name", company.name());
            fields.put("tin", company.taxId());
            company.endedOn().ifPresent(end -> fields.put("dissolved_on", end.toString()));
            return fields;
        }
    };

    private final String contentType;

    SampleFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract Map<String, String> fields(SampleCompany company);
}
