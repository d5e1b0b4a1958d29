<?php
// A stock receiver for a site of your own: one file, PHP 7.4 or newer with PDO. See README.md beside it.
declare(strict_types=1);
$secret = getenv('STOCK_SECRET') ?: '';                              // or put it here: whsec_ and 32 random bytes in base64. Two, parted by a space, while it is changed
$db = new PDO(getenv('STOCK_DSN') ?: 'sqlite:' . __DIR__ . '/goods.db', getenv('STOCK_DB_USER') ?: null, getenv('STOCK_DB_PASSWORD') ?: null,
    [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC]);
if ($db->getAttribute(PDO::ATTR_DRIVER_NAME) === 'sqlite') {                                    // so that it can be tried at once
    $db->exec('CREATE TABLE IF NOT EXISTS goods (id INTEGER PRIMARY KEY, sku TEXT NOT NULL, qty INTEGER NOT NULL, seq INTEGER)');
}

function answer(int $status, array $json): void {
    http_response_code($status);
    header('Content-Type: application/json; charset=utf-8');
    echo json_encode($json, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
    exit;
}

set_exception_handler(function (Throwable $error): void {
    error_log('stock receiver: ' . $error);
    answer(500, ['title' => 'The site failed; its error log says why.']);
});

// Read once, before any framework parses it: the signature is over these very bytes.
$body = (string) file_get_contents('php://input');
$id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
$timestamp = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
$isSigned = false;
foreach (preg_split('/\s+/', $secret, -1, PREG_SPLIT_NO_EMPTY) as $one) {                      // without a secret nobody comes in
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", base64_decode(preg_replace('/^whsec_/', '', $one)), true));
    foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $given) {
        $isSigned = hash_equals($expected, $given) || $isSigned;
    }
}
if (!$isSigned || $id === '' || !ctype_digit($timestamp) || abs(time() - (int) $timestamp) > 300) {
    answer(401, ['title' => 'Signature, id or timestamp is wrong.']);
}

$route = trim((string) parse_url($_SERVER['PATH_INFO'] ?? $_SERVER['REQUEST_URI'], PHP_URL_PATH), '/');
$route = substr($route, (int) strrpos('/' . $route, '/'));
if ($_SERVER['REQUEST_METHOD'] === 'GET' && $route === 'capabilities') {
    answer(200, ['contract' => 'stock-receiver/1', 'maxItems' => 500, 'reads' => true, 'dryRun' => true, 'compareAndSet' => false, 'stale' => true,
        'warehouses' => false, 'decimals' => 0, 'negative' => false, 'skuMaxLength' => 191, 'skuCase' => 'sensitive', 'time' => gmdate('Y-m-d\TH:i:s\Z')]);
}
if ($_SERVER['REQUEST_METHOD'] === 'GET' && $route === 'stock') {
    preg_match_all('/(?:^|&)sku=([^&]*)/', $_SERVER['QUERY_STRING'] ?? '', $asked);             // ?sku=A&sku=B: $_GET keeps only the last
    $skus = array_map('urldecode', $asked[1]);
    $limit = min(500, max(1, (int) ($_GET['limit'] ?? 500)));
    $where = $skus ? 'sku IN (' . implode(',', array_fill(0, count($skus), '?')) . ')' : 'id > ?';
    $rows = $db->prepare("SELECT id, sku, qty FROM goods WHERE $where ORDER BY id" . ($skus ? '' : " LIMIT $limit"));
    $rows->execute($skus ?: [(int) ($_GET['cursor'] ?? 0)]);
    $items = array_map(fn ($row) => ['ref' => 'goods:' . $row['id'], 'sku' => $row['sku'], 'quantity' => (int) $row['qty'], 'tracked' => true], $found = $rows->fetchAll());
    answer(200, ['items' => $items, 'next' => !$skus && count($found) === $limit ? (string) end($found)['id'] : null]
        + ($skus ? [] : ['total' => (int) $db->query('SELECT COUNT(*) FROM goods')->fetchColumn()]));
}
if ($_SERVER['REQUEST_METHOD'] !== 'POST' || $route !== 'stock') {
    answer(404, ['title' => 'There is capabilities and stock, nothing else.']);
}
$batch = json_decode($body, true);
if (!is_array($batch) || ($batch['mode'] ?? '') !== 'set' || !is_array($batch['items'] ?? null)) {
    answer(400, ['title' => 'A batch with mode “set” and items is expected.']);
}
if (count($batch['items']) > 500) {
    answer(413, ['title' => 'At most 500 items.']);
}
$find = $db->prepare('SELECT id, sku, qty, seq FROM goods WHERE sku = ?');
// The condition is for two requests at once: the newer one may be done between the other's SELECT and UPDATE.
$write = $db->prepare('UPDATE goods SET qty = ?, seq = ? WHERE id = ? AND (seq IS NULL OR seq <= ?)');
$results = [];
$db->beginTransaction();
foreach ($batch['items'] as $item) {
    $sku = (string) ($item['sku'] ?? '');
    $find->execute([$sku]);
    $found = array_values(array_filter($find->fetchAll(), fn ($row) => $row['sku'] === $sku));  // the database may not tell A from a
    [$quantity, $now] = [$item['quantity'] ?? null, (int) ($found[0]['qty'] ?? 0)];
    $seq = $item['seq'] ?? $found[0]['seq'] ?? null;
    $is = fn (string $status, array $more = []) => ['sku' => $sku, 'status' => $status] + $more;
    if (count($found) !== 1) {                                                                  // none and several are not guessed
        $results[] = $is($found ? 'duplicate' : 'not_found');
    } elseif ((!is_int($quantity) && !is_float($quantity)) || $quantity < 0 || $quantity > 2147483647 || $quantity != floor($quantity)) {
        $results[] = $is('invalid', ['message' => 'whole numbers from 0', 'current' => $now]);
    } elseif ($found[0]['seq'] !== null && $seq < $found[0]['seq']) {
        $results[] = $is('stale', ['current' => $now]);
    } elseif ($now === (int) $quantity && $seq == $found[0]['seq']) {
        $results[] = $is('unchanged', ['previous' => $now, 'current' => $now]);
    } elseif (!empty($batch['dryRun'])) {
        $results[] = $is($now === (int) $quantity ? 'unchanged' : 'updated', ['previous' => $now, 'current' => $now]);
    } elseif ($write->execute([(int) $quantity, $seq, $found[0]['id'], $seq]) && $write->rowCount() === 0) {
        $results[] = $is('stale');
    } else {
        $results[] = $is($now === (int) $quantity ? 'unchanged' : 'updated', ['previous' => $now, 'current' => (int) $quantity]);
    }
}
$db->commit();
answer(200, ['batch' => $batch['batch'] ?? $id, 'results' => $results]);
