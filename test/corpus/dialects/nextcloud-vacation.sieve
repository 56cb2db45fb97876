### Nextcloud Mail: Vacation Responder ### DON'T EDIT ###
require "date";
require "relational";
require "vacation";
### Nextcloud Mail: Vacation Responder ### DON'T EDIT ###

# my own
if exists "x-a" { keep; }

### Nextcloud Mail: Vacation Responder ### DON'T EDIT ###
# DATA: {"version":1,"enabled":true,"start":"2026-07-01T00:00:00+00:00","end":"2026-07-14T23:59:00+00:00","subject":"Away","message":"I am away."}
if allof(currentdate :value "ge" "iso8601" "2026-07-01T00:00:00Z", currentdate :value "le" "iso8601" "2026-07-14T23:59:00Z") {
	vacation :days 4 :subject "Away" :addresses ["alice@example.org"] "I am away.";
}
### Nextcloud Mail: Vacation Responder ### DON'T EDIT ###
