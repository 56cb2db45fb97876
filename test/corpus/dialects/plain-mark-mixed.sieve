require ["fileinto"];
# a note
if header :is "Subject" "a" {
  fileinto "A";
}

if exists "b"
{
  keep;
}
