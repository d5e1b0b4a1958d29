-- OpenCart 4.1.0.4: product.sku is gone.
-- The stock columns and their neighbours; tables the connector never looks at are left out.
CREATE TABLE `oc_product` (
  `product_id` int(11) NOT NULL AUTO_INCREMENT,
  `master_id` int(11) NOT NULL DEFAULT 0,
  `model` varchar(64),
  `location` varchar(128),
  `variant` text,
  `override` text,
  `quantity` int(4) DEFAULT 0,
  `stock_status_id` int(11),
  `image` varchar(255) DEFAULT NULL,
  `price` decimal(15,4) DEFAULT 0.0000,
  `date_available` date,
  `subtract` tinyint(1) DEFAULT 1,
  `minimum` int(11) DEFAULT 1,
  `status` tinyint(1) DEFAULT 0,
  `date_added` datetime,
  `date_modified` datetime,
  PRIMARY KEY (`product_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE `oc_product_option_value` (
  `product_option_value_id` int(11) NOT NULL AUTO_INCREMENT,
  `product_option_id` int(11) NOT NULL,
  `product_id` int(11) NOT NULL,
  `option_id` int(11) NOT NULL,
  `option_value_id` int(11) NOT NULL,
  `quantity` int(3),
  `subtract` tinyint(1),
  `price` decimal(15,4),
  `price_prefix` varchar(1),
  PRIMARY KEY (`product_option_value_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE `oc_product_code` (
  `product_code_id` int(11) NOT NULL AUTO_INCREMENT,
  `product_id` int(11) NOT NULL,
  `code` varchar(48) NOT NULL,
  `value` varchar(255) NOT NULL,
  PRIMARY KEY (`product_code_id`),
  KEY `code` (`code`),
  KEY `product_id` (`product_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE `oc_identifier` (
  `identifier_id` int(11) NOT NULL AUTO_INCREMENT,
  `name` varchar(64) NOT NULL,
  `code` varchar(48) NOT NULL,
  `status` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`identifier_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO `oc_identifier` (`name`, `code`, `status`) VALUES ('SKU', 'SKU', 1), ('UPC', 'UPC', 1);
