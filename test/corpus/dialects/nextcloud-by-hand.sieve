### Nextcloud Mail: Filters ### DON'T EDIT ###
require ["fileinto"];
### Nextcloud Mail: Filters ### DON'T EDIT ###
### Nextcloud Mail: Filters ### DON'T EDIT ###
# FILTER: [{"name":"Alice","enable":true,"operator":"allof","tests":[{"operator":"is","values":["alice@example.org"],"field":"from"}],"actions":[{"type":"fileinto","mailbox":"Alice"}],"priority":10}]
# Alice
if address :is :all "From" ["alice@example.org"] {
	fileinto "Alice";
	stop;
}
### Nextcloud Mail: Filters ### DON'T EDIT ###
