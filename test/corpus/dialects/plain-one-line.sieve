require ["fileinto"]; if header :is "Subject" "a" { fileinto "A"; } if exists "b" { keep; } discard;
