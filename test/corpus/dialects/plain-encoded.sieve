require ["encoded-character", "fileinto"];

if header :contains "Subject" "${unicode:2603}" {
  fileinto "Snow";
}
if header :is "Subject" "${hex:24}{hex:41}" {
  keep;
}
