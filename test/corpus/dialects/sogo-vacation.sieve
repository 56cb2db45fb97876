require ["vacation", "date", "relational"];
if allof (currentdate :value "ge" "date" "2026-07-01", currentdate :value "le" "date" "2026-07-14") {
vacation :days 7 :addresses ["alice@example.org"] text:
I am away.
.
;
}
