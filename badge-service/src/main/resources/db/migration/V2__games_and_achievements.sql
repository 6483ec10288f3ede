-- The original's numbers; 4 was never given out.
INSERT INTO games (id, code, name)
VALUES (1, 'BO', 'Breakout'),
       (2, 'LA', 'Labyrinth'),
       (3, 'RO', 'Asteroids'),
       (5, 'TT', 'Tappytime');

INSERT INTO achievements (id, name, points, description)
VALUES (1, 'Rick Rolled', 1, 'Followed the code.'),
       (2, 'Around the World', 10, 'Played every game at least once.'),
       (3, 'Serial Port Interaction', 5, 'Talked to the badge over its serial port.'),
       (4, 'Secret Flag', 10, 'Found the secret flag.'),
       (5, 'Badge Access Point', 10, 'Switched the badge''s access point on.'),
       (6, 'Badge Web Authentication', 10, 'Got through the badge''s web authentication.'),
       (7, 'Flag Text', 10, 'Read the flag''s text.'),
       (8, 'Hello World', 5, 'The classic.');
