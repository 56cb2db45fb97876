require ["fileinto", "variables"];

set "dollar" "$";
/**
 * @type or
 * @comparator is
 */
if anyof (header :is "Subject" "${dollar}{price}") {
    fileinto "Price";
}
