require ["fileinto", "special-use", "duplicate", "mailbox", "fcc", "vacation", "index", "date", "relational", "imap4flags"];

if duplicate :header "X-Event-Id" :handle "events" { discard; stop; }
if mailboxexists ["Work", "Home"] { fileinto :flags ["\\Seen"] "Work"; }
if header :index 1 :last :contains "Received" "example" { fileinto :specialuse "\\Junk" "Spam"; }
if date :originalzone :value "lt" "Date" "hour" "09" { keep :flags "early"; }
if specialuse_exists "\\Archive" { keep; }
vacation :days 2 :fcc "Sent" :handle "away" "I am away.";
