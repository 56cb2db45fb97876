<?php
// Reads a script on standard input with Roundcube's parser; prints what it understands as JSON.
// Argument: the file of the parser.
require $argv[1];

$capabilities = ['body', 'copy', 'date', 'editheader', 'envelope', 'fileinto', 'imap4flags',
    'mailbox', 'regex', 'reject', 'relational', 'subaddress', 'vacation', 'variables'];
$script = new rcube_sieve_script(stream_get_contents(STDIN), $capabilities);
echo json_encode($script->as_array(), JSON_UNESCAPED_UNICODE), "\n";
