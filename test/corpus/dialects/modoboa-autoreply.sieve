require ["vacation", "date", "relational"];

# Filter: autoreply
if allof (currentdate :zone "+0000" :value "ge" "iso8601" "2026-07-01T00:00:00", currentdate :zone "+0000" :value "le" "iso8601" "2026-07-14T23:59:59") {
    vacation :subject "Away" :days 7 "I am away.";
}
