-- Who gets the reports of a recall by mail (an address a line), from whom and through which server; empty for nobody and for the defaults.
ALTER TABLE recall ADD COLUMN report_to TEXT NOT NULL DEFAULT '';
ALTER TABLE recall ADD COLUMN report_from TEXT NOT NULL DEFAULT '';
ALTER TABLE recall ADD COLUMN report_server TEXT NOT NULL DEFAULT '';
