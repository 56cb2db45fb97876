### Nextcloud Mail: Filters ### DON'T EDIT ###
require ["fileinto", "imap4flags"];
### Nextcloud Mail: Filters ### DON'T EDIT ###
### Nextcloud Mail: Filters ### DON'T EDIT ###
# FILTER: [{"name":"One","enable":true,"operator":"allof","tests":[{"operator":"contains","values":["one","eins"],"field":"subject"}],"actions":[{"type":"fileinto","mailbox":"One"},{"type":"stop"}],"priority":10},{"name":"Two","enable":true,"operator":"anyof","tests":[{"operator":"is","values":["b@example.org"],"field":"from"},{"operator":"matches","values":["*@example.org"],"field":"to"}],"actions":[{"type":"addflag","flag":"work"}],"priority":20},{"name":"Gr\u00fc\u00dfe","enable":true,"operator":"allof","tests":[{"operator":"contains","values":["\u00fc"],"field":"subject"}],"actions":[{"type":"keep"}],"priority":30}]
# One
if header :contains "Subject" ["one", "eins"] {
	fileinto "One";
	stop;
}
# Two
if anyof (address :is :all "From" ["b@example.org"], address :matches :all "To" ["*@example.org"]) {
	addflag "$work";
}
# Grüße
if header :contains "Subject" ["ü"] {
	keep;
}
### Nextcloud Mail: Filters ### DON'T EDIT ###
