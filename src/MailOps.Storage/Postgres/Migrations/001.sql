-- What SQLite brings along: the greater and the lesser of two numbers; NULL when one of them is.
CREATE FUNCTION max(BIGINT, BIGINT) RETURNS BIGINT LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'SELECT CASE WHEN $1 >= $2 THEN $1 WHEN $2 > $1 THEN $2 END';
CREATE FUNCTION min(BIGINT, BIGINT) RETURNS BIGINT LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'SELECT CASE WHEN $1 <= $2 THEN $1 WHEN $2 < $1 THEN $2 END';

-- Who dispatches, until when it counts as alive: milliseconds since 1970-01-01 UTC on the server's clock.
CREATE TABLE lease (
    token TEXT COLLATE "C" PRIMARY KEY,
    until BIGINT NOT NULL
);
