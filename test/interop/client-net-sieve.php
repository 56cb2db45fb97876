<?php
/* Works on the scripts of an account with Net_Sieve; a JSON line tells what each step gave.
   Arguments: host, port, authority. Standard input: the password, then the script. */
error_reporting(E_ALL & ~E_DEPRECATED);
require_once 'Net/Sieve.php';

[, $host, $port, $authority] = $argv;
[$password, $script] = explode("\n", stream_get_contents(STDIN), 2);

function tell($step, $result)
{
    $failed = is_a($result, 'PEAR_Error');
    $told = ['step' => $step, 'result' => $failed ? ['error' => $result->getMessage()] : $result];
    echo json_encode($told), "\n";
}

function scripts($client)
{
    $names = $client->listScripts($active);
    sort($names);
    return array_map(fn ($name) => [$name, $name === $active], $names);
}

$tls = ['cafile' => $authority, 'verify_peer' => true, 'verify_peer_name' => true, 'peer_name' => $host];
$crypto = STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT | STREAM_CRYPTO_METHOD_TLSv1_3_CLIENT;
$options = ['ssl' => $tls + ['crypto_method' => $crypto]];
$client = new Net_Sieve('alice', $password, $host, $port, 'PLAIN', '', false, false, true, $options);
tell('login', $client->getError() ?: true);
tell('capabilities', array_map('strtolower', $client->getExtensions()));
tell('list', scripts($client));
tell('space', $client->haveSpace('my rules', strlen($script)));
tell('upload', $client->installScript('my rules', $script));
tell('upload', $client->installScript('spare', "keep;\r\n"));
tell('refused', $client->installScript('broken', "keep;\r\nkep;\r\n"));
tell('activate', $client->setActive('my rules'));
tell('list', scripts($client));
tell('download', rtrim($client->getScript('my rules')));
tell('delete', $client->removeScript('spare'));
tell('deactivate', $client->setActive(''));
tell('list', scripts($client));
tell('delete', $client->removeScript('my rules'));
tell('list', scripts($client));
$client->disconnect();
