require ["fileinto", "mailbox", "special-use"];

# The administrator's global script: what rspamd marked as spam goes to Junk.
# rspamd sets this header on "add header", and strips it from what senders wrote.
# Files into the mailbox whose special use is \Junk, or creates one named Junk.

if header :is "X-Spam" "Yes" {
  fileinto :specialuse "\\Junk" :create "Junk";
}
