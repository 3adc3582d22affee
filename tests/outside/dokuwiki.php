<?php
// What DokuWiki makes of snippets, and whether it takes pictures that someone uploads (0 is yes).
// Usage: php dokuwiki.php ROOT SCRATCH FILE... prints {file: HTML}, of an SVG {file: number}.
// ROOT is where Debian's package is installed or unpacked; SCRATCH, an empty folder, is the wiki's.

[, $root, $scratch] = $argv;
$files = array_slice($argv, 3);

foreach (['attic', 'cache', 'conf', 'index', 'locks', 'log', 'media', 'media_attic', 'media_meta',
    'meta', 'pages', 'tmp'] as $name) {
    mkdir("$scratch/$name");
}
foreach (array_filter(glob("$root/etc/dokuwiki/*"), 'is_file') as $file) {
    copy($file, "$scratch/conf/" . basename($file));
}
$settings = '<?php $conf["savedir"] = ' . var_export($scratch, true) . ';';
file_put_contents("$scratch/conf/local.php", $settings);

define('DOKU_INC', "$root/usr/share/dokuwiki/");
define('DOKU_CONF', "$scratch/conf/");
define('DOKU_PLUGIN', "$root/var/lib/dokuwiki/lib/plugins/");
define('DOKU_E_LEVEL', E_ERROR); // it is older than the PHP that runs it
define('DOKU_URL', 'https://wiki.example.org/');
define('NOSESSION', 1);
require DOKU_INC . 'inc/init.php';

$answers = [];
foreach ($files as $file) {
    $about = [];
    $answers[$file] = str_ends_with($file, '.svg')
        ? media_contentcheck($file, 'image/svg+xml')
        : p_render('xhtml', p_get_instructions(file_get_contents($file)), $about);
}
echo json_encode($answers, JSON_THROW_ON_ERROR);
