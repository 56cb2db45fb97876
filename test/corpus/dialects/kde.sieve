#SCRIPTNAME: vacation and more
require "fileinto";
require "imap4flags";
#Move lists
if header :contains "list-id" "kde" {
    fileinto "KDE";
}
