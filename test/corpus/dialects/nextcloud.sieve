### Nextcloud Mail: Filters ### DON'T EDIT ###
require ["fileinto"];
### Nextcloud Mail: Filters ### DON'T EDIT ###

# my own
if size :over 10M { discard; }

### Nextcloud Mail: Filters ### DON'T EDIT ###
# FILTER: [{"name":"From Alice","enable":true,"operator":"allof","tests":[{"operator":"is","values":["alice@example.org"],"field":"from"}],"actions":[{"type":"fileinto","mailbox":"Alice"}],"priority":10},{"name":"News, off","enable":false,"operator":"anyof","tests":[{"operator":"contains","values":["news","letter"],"field":"subject"},{"operator":"is","values":["me@example.org"],"field":"to"}],"actions":[{"type":"addflag","flag":"\\Seen"},{"type":"stop"}],"priority":20}]
# From Alice
if address :is :all "From" ["alice@example.org"] {
	fileinto "Alice";
}
### Nextcloud Mail: Filters ### DON'T EDIT ###
