require ["fileinto", "vacation"];

# Lists go away, see the wiki
if header :contains "list-id" "a" {
  fileinto "A";   # first
} elsif header :contains "list-id" "b" {
  fileinto "B";
} else {
  keep;
}

vacation "I am away";

if exists "x-loop" { discard; }
foo;
