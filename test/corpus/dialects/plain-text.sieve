require ["vacation"];

vacation :days 2 text:
# rule:[no rule]
### not a marker
/* BEGIN:FILTER:x */
..
# Filter: no filter
.
;
if exists "a" { keep; }
