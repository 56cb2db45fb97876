require ["fileinto", "variables", "mailbox"];

if header :matches "List-Id" "*<*.example.org>" {
  set :lower "list" "${2}";
  fileinto :create "Lists/${list}";
  stop;
}
if string :is "${list}" "" {
  keep;
}
