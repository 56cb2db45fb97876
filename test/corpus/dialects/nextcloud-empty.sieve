### Nextcloud Mail: Filters ### DON'T EDIT ###
require ["fileinto"];
### Nextcloud Mail: Filters ### DON'T EDIT ###

# mine
if size :over 10M {
	discard;
}

### Nextcloud Mail: Filters ### DON'T EDIT ###
# FILTER: []
### Nextcloud Mail: Filters ### DON'T EDIT ###
