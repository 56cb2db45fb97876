REQUIRE ["fileinto"];
IF HEADER :IS "SUBJECT" "A"
{
  FILEINTO "A";
  STOP;
}
If Not Exists "b" { Keep; }
